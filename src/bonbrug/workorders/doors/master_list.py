"""How a list of records is answered and kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from bonbrug.wire.werkbonapp.api import read_posted, write_answer
from bonbrug.wire.werkbonapp.php_query import FILTER_NAMES
from bonbrug.wire.werkbonapp.posts import Posted, not_stored
from bonbrug.wire.werkbonapp.queries import read_filters
from bonbrug.wire.werkbonapp.tables import Table
from bonbrug.workorders.actions.records import Kept
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.doors.call import Call, Reply, as_fault
from bonbrug.workorders.doors.filters import filtered
from bonbrug.workorders.models import Company

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


def same(*names: str, **renamed: str) -> dict[str, str]:
    """Return attribute → column, for those that are called the same and those that are not."""
    return {**{name: name for name in names}, **renamed}


def nothing(call: Call) -> Reply:
    """Answer a list of what is never made here, such as quotations."""
    call.only(*FILTER_NAMES)
    read_filters(call.asked)
    return Reply(write_answer([]))
