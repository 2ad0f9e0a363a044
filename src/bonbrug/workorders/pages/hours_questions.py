"""What is asked about hours at once, beside the field, on the tablet and in the office."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from bonbrug.ui.forms import UiForm
from bonbrug.ui.templatetags.ui import day
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.values.period_doubts import NEVER, Doubt, Period, doubts_about
from bonbrug.values.time_text import clock, minute_of_day
from bonbrug.workorders.models import WorkOrder, WorkPeriod

LONG_AGO = timedelta(days=62)

SENTENCES: dict[str, Callable[[], str]] = {
    "same_times": lambda: _("Begin and end are the same. Is that right?"),
    "break_too_long": lambda: _("The break is as long as the work. Is that right?"),
    "nothing": lambda: _("There is no time in it. Is that right?"),
    "long_night": lambda: _("The end is before the begin: over midnight, %(long)s hours?"),
    "long_period": lambda: _("%(long)s hours in one go. Is that right?"),
    "total_differs": lambda: _(
        "The total says %(long)s, begin and end say something else. Do begin and end count?"
    ),
    "twice": lambda: _("The same hours are there already. Do they count twice?"),
    "overlap": lambda: _("Other hours of this employee are at the same time for %(long)s hours."),
    "over_a_day": lambda: _("Together with other work orders this is %(long)s hours on one day."),
    "long_day": lambda: _("This makes %(long)s hours on one day. Is that right?"),
}
FIELDS = {"break_too_long": "break_minutes", "total_differs": "long", "nothing": "long"}


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose hours these are (an employee number), and which period is being changed."""

    order: WorkOrder
    worker: str
    period: WorkPeriod | None


def ask_about(form: UiForm, cleaned: Mapping[str, Any], whose: Whose) -> None:
    """Put the questions about these hours in the form; those that were ticked are silent."""
    mine = period_of(cleaned, cleaned["long"])
    if mine.worked < 0:
        return  # the action refuses it, and says so
    for doubt in doubts_about(mine, _others(whose, cleaned["work_date"])):
        _put(form, doubt, mine)
    _ask_day(form, cleaned["work_date"], whose.order.work_date)


def _put(form: UiForm, doubt: Doubt, mine: Period) -> None:
    sentence = SENTENCES[doubt.code]() % {"long": clock(doubt.minutes)}
    usual = "begin" if mine.begin is None and doubt.code in {"twice", "overlap"} else "end"
    place = FIELDS.get(doubt.code, usual if mine.begin is not None else "long")
    if doubt.code == NEVER:
        form.add_error(place, sentence)
    else:
        form.ask(place, _key(doubt, mine), sentence)


def _key(doubt: Doubt, mine: Period) -> str:
    about = (doubt.minutes, mine.day, mine.begin, mine.end, mine.pause, mine.total)
    return " ".join([doubt.code, *("-" if each is None else str(each) for each in about)])


def _ask_day(form: UiForm, worked_on: date, planned: date | None) -> None:
    written = day(worked_on)
    if worked_on > accounting_day(system_clock()):
        sentence = _("%(day)s is still to come. Is that right?") % {"day": written}
        form.ask("work_date", f"future {worked_on}", sentence)
    elif planned and worked_on < planned - LONG_AGO:
        sentence = _("%(day)s is long before the work order of %(planned)s. Is that right?")
        facts = {"day": written, "planned": day(planned)}
        form.ask("work_date", f"past {worked_on}", sentence % facts)


def _others(whose: Whose, worked_on: date) -> list[Period]:
    """Return the other hours of this employee from the day before to the day after."""
    if not whose.worker:
        return []
    around = (worked_on - timedelta(days=1), worked_on + timedelta(days=1))
    found = WorkPeriod.objects.filter(
        work_order__company=whose.order.company_id,
        employee_number=whose.worker,
        work_date__range=around,
    )
    if whose.period:
        found = found.exclude(pk=whose.period.pk)
    names = ("work_date", "begin", "end", "break_minutes")
    return [
        period_of({name: getattr(each, name) for name in names}, each.total_minutes)
        for each in found
    ]


def period_of(values: Mapping[str, Any], total: int | None) -> Period:
    """Return a period of work in minutes; one that lacks begin or end has its total only."""
    begin, end = values["begin"], values["end"]
    number = values["work_date"].toordinal()
    if begin is None or end is None:
        return Period(number, total=total)
    return Period(number, minute_of_day(begin), minute_of_day(end), values["break_minutes"], total)
