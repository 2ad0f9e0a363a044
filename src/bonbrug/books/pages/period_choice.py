"""Choosing the month, quarter or year that a page of figures is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bonbrug.books.models import Administration
from bonbrug.books.reports.periods import PARTS, QUARTERS, YEAR, Period, period_of, quarter_of
from bonbrug.ui import query_parameters
from bonbrug.values.clock import accounting_day, system_clock

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """What the form above the figures offers, and what was chosen."""

    period: Period
    years: Choices
    parts: Choices

    @property
    def name(self) -> str:
        return period_name(self.period)


def choose(request: HttpRequest, administration: Administration) -> PeriodChoice:
    """Return the period that was asked, by default the quarter of today."""
    day = accounting_day(system_clock())
    today, years = quarter_of(day), [str(year) for year in years_of(administration, day)]
    year = query_parameters.choice(request, "jaar", years)
    part = query_parameters.choice(request, "tijdvak", PARTS)
    # A year alone means all of it.
    period = Period(int(year or today.year), part or (YEAR if year else today.part))
    return PeriodChoice(
        period, [(each, each) for each in years], [(each, _part_name(each)) for each in PARTS]
    )


def years_of(administration: Administration, today: date) -> list[int]:
    """Return the years with bookings and this one, the newest first."""
    booked = administration.entries.filter(posted=True).order_by().dates("date", "year")
    return sorted({today.year, *(day.year for day in booked)}, reverse=True)


def asked_period(code: str) -> Period:
    """Return the period in the address of a page; what is none does not exist."""
    period = period_of(code, query_parameters.YEARS)
    if period is None:
        raise Http404
    return period


def period_name(period: Period) -> str:
    """Return ``3rd quarter 2018``, ``September 2018`` or ``2018``."""
    if period.part == YEAR:
        return str(period.year)
    return f"{_part_name(period.part)} {period.year}"


def _part_name(part: str) -> str:
    if part == YEAR:
        return _("whole year")
    if part in QUARTERS:
        return (_("1st quarter"), _("2nd quarter"), _("3rd quarter"), _("4th quarter"))[
            QUARTERS.index(part)
        ]
    return date_format(Period(2000, part).first, "F")
