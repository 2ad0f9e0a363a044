"""Projects, addresses, contact persons and choice lists (docs/wire/werkbonapp.md §3 and §4.6)."""

from collections.abc import Iterable
from typing import Any

from bonbrug.wire.werkbonapp import more_records as wire
from bonbrug.wire.werkbonapp.api import write_rows
from bonbrug.wire.werkbonapp.tables import Table
from bonbrug.workorders.actions import keep_posted_lists as keep
from bonbrug.workorders.doors.call import Call, Reply
from bonbrug.workorders.doors.master_list import MasterList, same
from bonbrug.workorders.models.choices import PAYMENT_METHODS as PAYMENTS
from bonbrug.workorders.models.choices import TYPES_OF_WORK as WORK


def _every(table: Table[Any], **renamed: str) -> dict[str, str]:
    names = [column.attribute for column in table.columns if column.attribute not in renamed]
    return same(*names, **renamed)


PROJECTS = MasterList(
    wire.PROJECT,
    wire.PROJECT,
    _every(wire.PROJECT),
    lambda company: company.projects.all(),
    lambda call, rows: keep.keep_projects(call.company, rows, call.now),
)
ADDRESSES = MasterList(
    wire.ADDRESS,
    wire.ADDRESS,
    _every(wire.ADDRESS, line="line_1"),
    lambda company: company.addresses.all(),
    lambda call, rows: keep.keep_addresses(call.company, rows, call.now),
)
CONTACT_PERSONS = MasterList(
    wire.CONTACT_PERSON,
    wire.CONTACT_PERSON,
    _every(wire.CONTACT_PERSON),
    lambda company: company.contact_persons.all(),
    lambda call, rows: keep.keep_contact_persons(call.company, rows, call.now),
)
TYPES_OF_WORK = MasterList(
    wire.TYPE_OF_WORK,
    wire.TYPE_OF_WORK,
    _every(wire.TYPE_OF_WORK),
    lambda company: company.types_of_work.all(),
    lambda call, rows: keep.keep_types_of_work(call.company, rows, call.now),
)
PAYMENT_METHODS = MasterList(
    wire.PAYMENT_METHOD,
    wire.PAYMENT_METHOD,
    _every(wire.PAYMENT_METHOD),
    lambda company: company.payment_methods.all(),
    lambda call, rows: keep.keep_payment_methods(call.company, rows, call.now),
)


def types_of_work(call: Call) -> Reply:
    """Answer the company's own list, or the usual one while it has none."""
    usual = [wire.TypeOfWork(name, name) for name in WORK]
    return _own_or_usual(call, TYPES_OF_WORK, usual)


def payment_methods(call: Call) -> Reply:
    """Answer the company's own list, or the usual one while it has none."""
    usual = [wire.PaymentMethod(name) for name in PAYMENTS]
    return _own_or_usual(call, PAYMENT_METHODS, usual)


def _own_or_usual(call: Call, own: MasterList, usual: Iterable[Any]) -> Reply:
    if own.stored(call.company).exists():
        return own.get(call)
    call.only()
    return Reply(write_rows(usual, own.answered))
