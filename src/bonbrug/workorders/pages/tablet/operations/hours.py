"""Hours that a tablet added, changed or removed."""

from functools import partial
from typing import Any

from bonbrug.workorders.actions import do_work
from bonbrug.workorders.models import WorkPeriod
from bonbrug.workorders.pages.hours_form import HoursForm, values_of
from bonbrug.workorders.pages.tablet.operations.filled_form import filled
from bonbrug.workorders.pages.tablet.operations.lines import line_of, take_off
from bonbrug.workorders.pages.tablet.operations.outcomes import Collides, Values, Wanted

LONG, TOTAL = "long", "total_minutes"


def wire_values(period: WorkPeriod) -> dict[str, Any]:
    """Return hours as the wire names them; the total only where begin and end are not known."""
    there = values_of(period)
    return {**there, TOTAL: there.pop(LONG)}


def add(wanted: Wanted) -> int:
    """Write hours; return the number of the line."""
    form = filled(_form(wanted, None), wanted, _typed(wanted.values))
    fields = form.values(wanted.worker)
    fields["made_by"] = wanted.key
    return do_work.write_period(wanted.order, fields, now=wanted.now, who=wanted.who).pk


def change(wanted: Wanted) -> int:
    """Change hours that are there; those that the office removed are asked about."""
    period = line_of(wanted, wanted.order.periods.all())
    if period is None:
        if wanted.forced:
            return add(wanted)
        raise Collides
    form = _met(wanted, period, wanted.values)
    fields = form.values(wanted.worker)
    do_work.change_period(period, fields, now=wanted.now, who=wanted.who)
    return period.pk


def remove(wanted: Wanted) -> None:
    """Take hours off; those that are gone already are no error, those that were changed are."""
    take_off(wanted, wanted.order.periods.all(), wire_values, do_work.remove_period)


def _met(wanted: Wanted, period: WorkPeriod, values: Values) -> HoursForm:
    try:
        return filled(
            _form(wanted, period),
            wanted,
            _typed(values),
            there=values_of(period),
            seen=_typed(wanted.seen),
            about=period,
        )
    except Collides as clash:
        raise Collides(
            {TOTAL if name == LONG else name: now for name, now in clash.there.items()}
        ) from None


def _form(wanted: Wanted, period: WorkPeriod | None) -> "partial[HoursForm]":
    order, worker = wanted.order, wanted.worker
    return partial(HoursForm, company=order.company, order=order, period=period, worker=worker)


def _typed(values: Values) -> dict[str, Any]:
    """Return the values under the names of the form; begin and end go before the total."""
    named = {LONG if name == TOTAL else name: value for name, value in values.items()}
    named.pop("line", None)
    if named.get("begin") is not None and named.get("end") is not None:
        named[LONG] = None
    return named
