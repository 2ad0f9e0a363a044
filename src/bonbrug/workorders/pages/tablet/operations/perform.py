"""One operation: found, checked and done, or told why not in both languages."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.actions.tablet_operations import NotStored, Verdict, came
from bonbrug.workorders.models import Employee, Result, Status, TabletOperation, WorkOrder
from bonbrug.workorders.pages.tablet.operations.kinds import KINDS, Kind, Malformed, read_values
from bonbrug.workorders.pages.tablet.operations.outcomes import Asks, Collides, Values, Wanted

LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Sent:
    """An operation as it was sent; `values` and `seen` are JSON, not read yet.

    `part` names what could not be read around them ('' nothing).
    """

    key: UUID
    kind: str
    order: int
    values: Any
    seen: Any
    sure: bool
    after: UUID | None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """What one try came to, with its sentence in the language that was active."""

    result: Result
    code: str = ""
    sentence: str = ""
    line: int | None = None
    there: Values | None = None


class _Undo(Exception):
    """Takes back what was done in a savepoint."""


def perform(sent: Sent, employee: Employee, now: datetime) -> Verdict:
    """Do it, or say why not; raises NotStored where it may be sent again."""
    if sent.after and came(employee.company, sent.after) is None:
        raise NotStored("waits_for_other")
    order = _order(sent, employee)
    tries = in_both(lambda: _try(sent, order, employee, now))
    first = tries["nl"]
    answer: dict[str, Any] = {"result": str(first.result)}
    if first.line is not None:
        answer["line"] = first.line
    if first.result == Result.DONE:
        return Verdict(first.result, answer, order=order)
    text = {language: one.sentence for language, one in tries.items()}
    answer |= {"code": first.code, "text": text}
    there = order or employee.company.work_orders.filter(pk=sent.order).first()
    kept = {"values": sent.values, "seen": sent.seen, "there": _wire(sent, first.there)}
    return Verdict(first.result, answer, first.code, there, kept, sent.after)


def in_both(attempt: Callable[[], Tried]) -> dict[str, Tried]:
    """Try in Dutch; what was not done is tried again in English, for its sentence."""
    tries = {}
    for language in LANGUAGES:
        with override(language):
            tries[language] = attempt()
        if tries[language].result == Result.DONE:
            break
    return tries


def _order(sent: Sent, employee: Employee) -> WorkOrder | None:
    """Return the locked work order, when it is this employee's."""
    mine = WorkOrder.objects.filter(company=employee.company_id, employee=employee, archived=False)
    found = mine.select_for_update(of=("self",)).filter(pk=sent.order)
    return found.select_related("company", "employee").first()


def _try(sent: Sent, order: WorkOrder | None, employee: Employee, now: datetime) -> Tried:
    """Do it in a savepoint, which is taken back unless it is done."""
    found: Tried | None = None
    with suppress(_Undo), transaction.atomic():
        found = _tried(sent, order, employee, now)
        if found.result != Result.DONE:
            raise _Undo
    if found is None:
        raise RuntimeError("a try came to nothing")
    return found


def _tried(sent: Sent, order: WorkOrder | None, employee: Employee, now: datetime) -> Tried:
    try:
        kind = _kind(sent, order)
        return Tried(Result.DONE, line=_act(kind, sent, _required(order), employee, now))
    except Refused as refused:
        return Tried(Result.REFUSED, refused.code, str(refused))
    except Malformed as wrong:
        told = Refused("malformed", part=str(wrong))
        return Tried(Result.REFUSED, told.code, str(told))
    except Collides as clash:
        return Tried(Result.KEPT, "changed_meanwhile", _kept(), there=clash.there)


def _kept() -> str:
    return _("The office changed the same meanwhile. Both are kept, and the office chooses.")


def _kind(sent: Sent, order: WorkOrder | None) -> Kind:
    if sent.part:
        raise Malformed(sent.part)
    kind = KINDS.get(sent.kind)
    if kind is None:
        raise Refused("unknown_kind")
    if _required(order).status not in kind.needed:
        labels = ", ".join(str(status.label) for status in kind.needed)
        status = Status(_required(order).status).label
        raise Refused("wrong_status", name=_required(order).name, status=status, needed=labels)
    return kind


def _required(order: WorkOrder | None) -> WorkOrder:
    if order is None:
        raise Refused("not_on_this_tablet")
    return order


def _act(kind: Kind, sent: Sent, order: WorkOrder, employee: Employee, now: datetime) -> int | None:
    wanted = Wanted(
        key=sent.key,
        order=order,
        values=read_values(kind, kind.values, sent.values),
        seen=read_values(kind, kind.seen, sent.seen),
        sure=sent.sure,
        worker=employee.number,
        who=employee.name,
        now=now,
    )
    if kind.one and wanted.values.keys() != wanted.seen.keys():
        raise Malformed("seen")
    return _asked(kind, wanted)


def _asked(kind: Kind, wanted: Wanted) -> int | None:
    """Do it; a question is told in both languages and stores nothing."""
    try:
        return kind.act(wanted)
    except Asks as asks:
        texts = {}
        for language in LANGUAGES:
            with override(language):
                texts[language] = _sentences(kind, wanted, asks)
        raise NotStored("asks", text=texts) from None


def _sentences(kind: Kind, wanted: Wanted, asks: Asks) -> str:
    with suppress(_Undo), transaction.atomic():
        try:
            kind.act(wanted)
        except Asks as again:
            asks = again
        raise _Undo
    return " ".join(asks.sentences)


def _wire(sent: Sent, there: Values | None) -> Mapping[str, Any] | None:
    """Write what is there now as JSON; an empty one says that it is gone."""
    if there is None:
        return None
    kind = KINDS[sent.kind]
    types = {field.name: field.type for field in (*kind.values, *kind.seen)}
    return {name: types[name].write(value) for name, value in there.items() if name in types}


def take_over(operation: TabletOperation, who: str, now: datetime) -> None:
    """Do what the employee wanted because the office chose it; raises Refused."""
    kind, order = KINDS.get(operation.kind), operation.work_order
    if kind is None or not kind.takeable or order is None:
        raise Refused("not_takeable")
    try:
        values = read_values(kind, kind.values, operation.content.get("values"))
    except Malformed as wrong:
        raise Refused("malformed", part=str(wrong)) from None
    employee = operation.employee
    number = employee.number if employee else ""
    kind.act(
        Wanted(
            key=operation.key,
            order=order,
            values=values,
            seen={},
            sure=True,
            worker=number,
            who=who,
            now=now,
            forced=True,
        )
    )
