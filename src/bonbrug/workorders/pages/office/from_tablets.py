"""What tablets sent and nobody could do: the office keeps its own, or takes the employee's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bonbrug.values.clock import system_clock
from bonbrug.workorders.actions import tablet_operations as actions
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Company, Result, TabletOperation, WorkOrder
from bonbrug.workorders.pages.navigation import company_of, office
from bonbrug.workorders.pages.tablet.operations.kinds import KINDS
from bonbrug.workorders.pages.tablet.operations.perform import take_over
from bonbrug.workorders.pages.tablet.operations.words import word_of
from bonbrug.workorders.pages.tablet.signing import picture

SHOWN = 50
# Without these words nothing can be done with it but reading it.
UNREAD = frozenset({"malformed", "unknown_kind"})
HIDDEN = frozenset({"line", "material"})
DRAWING = "drawing"
KNOWN_BY = frozenset({"work_date", "name"})
# What most lines have, and nobody has to read.
USUAL: dict[str, Any] = {"returned": False, "discount": "0", "break_minutes": 0}
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a card: what the employee saw, what is here now, and what they wrote."""

    label: str | Promise
    seen: str
    now: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Card:
    """One operation to decide about: both changed it (`is_kept`), or the line is gone.

    `drawing` is a signature that was refused, as the address of a picture: it is nowhere else.
    """

    operation: TabletOperation
    title: str | Promise
    sentence: str
    lines: list[Line]
    may_take: bool
    is_kept: bool
    gone: bool
    drawing: str


def cards_of(company: Company, order: WorkOrder | None = None) -> list[Card]:
    """Return what waits, of a company or of one work order; the newest first."""
    waiting = _waiting(company)
    found = waiting if order is None else waiting.filter(work_order=order)
    return [_card(one) for one in found[:SHOWN]]


def _waiting(company: Company) -> "QuerySet[TabletOperation]":
    found: QuerySet[TabletOperation] = actions.waiting(company)
    return found.select_related("work_order")


def _card(one: TabletOperation) -> Card:
    kind, content = KINDS.get(one.kind), one.content
    texts = one.answer.get("text", {})
    there = content.get("there")
    read = kind is not None and one.code not in UNREAD
    return Card(
        operation=one,
        title=kind.label if kind else _("Something that is not known here yet"),
        sentence=texts.get((get_language() or "nl")[:2], ""),
        lines=_lines(one) if read else _unread(content.get("values")),
        may_take=read and kind is not None and kind.takeable and one.work_order is not None,
        is_kept=one.result == Result.KEPT,
        gone=one.result == Result.KEPT and not there,
        drawing=_drawing(content.get("values")),
    )


def _drawing(values: Any) -> str:
    """Return the address of what was drawn; '' for none, and for what is no picture."""
    written = str(values.get(DRAWING, "")) if isinstance(values, Mapping) else ""
    try:
        return written if written and picture(written) else ""
    except ValidationError:
        return ""


def _lines(one: TabletOperation) -> list[Line]:
    """Return the fields that tell something; of what both changed, each that the employee changed.

    A field that did not collide is told as the employee saw it.
    """
    kind, content = KINDS[one.kind], one.content
    values, seen, there = (content.get(part) or {} for part in ("values", "seen", "there"))
    fields = {field.name: field for field in (*kind.seen, *kind.values)}
    now = {**seen, **there}
    kept = one.result == Result.KEPT
    about = _changed(values, seen, there) if kept else _told(values, seen)
    lines = [
        Line(field.label, *(word_of(field, part.get(name)) for part in (seen, now, values)))
        for name, field in fields.items()
        if name in about and name not in HIDDEN
    ]
    return [line for line in lines if line.seen or line.now or line.wanted]


def _changed(values: Values, seen: Values, there: Values) -> set[str]:
    """Return what the employee changed, and by what the line is known."""
    changed = {name for name, value in values.items() if seen.get(name) != value}
    return changed | there.keys() | (KNOWN_BY & (values.keys() | seen.keys()))


def _told(values: Values, seen: Values) -> set[str]:
    """Return what is not as most lines have it."""
    return {name for name, value in {**seen, **values}.items() if USUAL.get(name) != value}


def _unread(values: Any) -> list[Line]:
    """Show as it came what is not understood here: it may be all there is of the work."""
    pairs: Iterable[tuple[str, Any]] = (
        values.items() if isinstance(values, Mapping) else [("", values)]
    )
    return [Line(name, "", "", str(value)[:300]) for name, value in pairs if value is not None]


def from_tablets(request: HttpRequest, company: int) -> HttpResponse:
    """Show all that waits for a decision of the office."""
    firm = company_of(request, company)
    cards = cards_of(firm)
    more = _waiting(firm).count() - len(cards) if len(cards) == SHOWN else 0
    return office(request, firm, "from_tablets", cards=cards, more=more)


def leave(request: HttpRequest, company: int, pk: int) -> HttpResponse:
    """Keep the work order as it is."""
    firm = company_of(request, company)
    operation = get_object_or_404(_waiting(firm), pk=pk)
    if actions.leave(operation, _who(request), system_clock()):
        messages.success(request, _("The work order stays as it is."))
    else:
        messages.warning(request, _("Somebody else decided this already."))
    return _back(request, firm, operation)


def take(request: HttpRequest, company: int, pk: int) -> HttpResponse:
    """Do what the employee wanted."""
    firm, now, who = company_of(request, company), system_clock(), _who(request)
    operation = get_object_or_404(_waiting(firm), pk=pk)
    try:
        done = actions.take(operation, partial(take_over, who=who, now=now), who, now)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        said = _("What the employee wrote is on the work order now.")
        messages.success(request, said if done else _("Somebody else decided this already."))
    return _back(request, firm, operation)


def _back(request: HttpRequest, firm: Company, operation: TabletOperation) -> HttpResponse:
    if request.POST.get("from") == "order" and operation.work_order_id:
        return redirect("workorders:work_order", firm.pk, operation.work_order_id)
    return redirect("workorders:from_tablets", firm.pk)


def _who(request: HttpRequest) -> str:
    return request.user.get_username()
