"""Master data: employees, relations, materials, hour types, work statuses (specs section 4)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from bonbrug.wire.werkbonapp import records as wire
from bonbrug.wire.werkbonapp.api import read_posted, write_answer
from bonbrug.wire.werkbonapp.php_query import FILTER_NAMES
from bonbrug.wire.werkbonapp.posts import Posted, not_stored
from bonbrug.wire.werkbonapp.tables import Table
from bonbrug.workorders.actions.keep_employee import keep_employees
from bonbrug.workorders.actions.keep_hour_type import keep_hour_types
from bonbrug.workorders.actions.keep_material import keep_materials
from bonbrug.workorders.actions.keep_relation import keep_relations
from bonbrug.workorders.actions.keep_work_status import keep_work_statuses
from bonbrug.workorders.actions.records import Kept
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.doors.call import Call, Reply, as_fault
from bonbrug.workorders.doors.filters import filtered
from bonbrug.workorders.models import Company
from bonbrug.workorders.models.choices import PAYMENT_METHODS, TYPES_OF_WORK

Rows = Sequence[Any]


@dataclass(frozen=True, slots=True)
class MasterList:
    """One list: how it is answered, how a post of it is read, and the action that keeps it.

    `columns` names the column of ours for an attribute of the message.
    """

    answered: Table[Any]
    posted: Table[Any]
    columns: Mapping[str, str]
    stored: Callable[[Company], "QuerySet[Any]"]
    keep: Callable[[Call, Rows], Kept]

    def get(self, call: Call) -> Reply:
        renamed = {theirs: F(ours) for theirs, ours in self.columns.items() if theirs != ours}
        same = [theirs for theirs, ours in self.columns.items() if theirs == ours]
        call.only(*FILTER_NAMES)
        found = filtered(self.stored(call.company), call.asked, self.answered, self.columns)
        rows = found.order_by("pk").values(*same, **renamed)
        return Reply(write_answer([self.answered.put_values(row) for row in rows]))

    def post(self, call: Call) -> Reply:
        posted = read_posted(call.body, self.posted)
        try:
            kept = self.keep(call, [self._fields(one) for one in posted])
        except Refused as refusal:
            raise as_fault(self.posted.failed, refusal) from refusal
        return Reply(write_answer(kept.offered, messages=not_stored(posted)), kept.written)

    def _fields(self, one: Posted[Any]) -> dict[str, object]:
        """Return our fields of a posted record; what it does not speak of stays as it is."""
        return {
            self.columns[column.attribute]: getattr(one.row, column.attribute)
            for column in self.posted.columns
            if column.attribute in one.given
        }


def _same(*names: str, **renamed: str) -> dict[str, str]:
    return {**{name: name for name in names}, **renamed}


EMPLOYEES = MasterList(
    wire.EMPLOYEE,
    wire.EMPLOYEE,
    _same("first_name", "last_name", "number", "active"),
    lambda company: company.employees.all(),
    lambda call, rows: keep_employees(call.company, rows, call.now),
)
RELATIONS = MasterList(
    wire.RELATION,
    wire.RELATION_POSTED,
    _same(
        "name",
        "debtor_number",
        "contact",
        "email",
        "email_workorder",
        "street",
        "house_number",
        "postal_code",
        "city",
        "remark",
        "mobile",
        phone_number="phone",
    ),
    lambda company: company.relations.all(),
    lambda call, rows: keep_relations(call.company, rows, call.now, call.caller.source),
)
MATERIALS = MasterList(
    wire.MATERIAL,
    wire.MATERIAL,
    _same(
        "code",
        "description",
        "price",
        "unit",
        "barcode",
        ean="eancode",
        **{f"free_{place}": f"freefield{place}" for place in range(1, 6)},
    ),
    lambda company: company.materials.all(),
    lambda call, rows: keep_materials(call.company, rows, call.now, call.caller.source),
)
HOUR_TYPES = MasterList(
    wire.HOUR_TYPE,
    wire.HOUR_TYPE,
    _same("code", "name", "cost_booking", "sale_booking", "sale_price", "cost_price", "active"),
    lambda company: company.hour_types.all(),
    lambda call, rows: keep_hour_types(call.company, rows, call.now, call.caller.source),
)
WORK_STATUSES = MasterList(
    wire.WORK_STATUS,
    wire.WORK_STATUS,
    _same("code", "name"),
    lambda company: company.work_statuses.all(),
    lambda call, rows: keep_work_statuses(call.company, rows, call.now),
)


def types_of_work(call: Call) -> Reply:
    """Answer the choice list of section 4.6."""
    call.only()
    rows = [
        {
            "wrt_name": name,
            "wrt_description": name,
            "wrt_default_minutes": "0",
            "wrt_active": "1",
        }
        for name in TYPES_OF_WORK
    ]
    return Reply(write_answer(rows))


def payment_methods(call: Call) -> Reply:
    """Answer the choice list of section 4.6."""
    call.only()
    return Reply(write_answer([{"pmd_description": name} for name in PAYMENT_METHODS]))
