"""Invoice numbers: without gaps, never twice."""

from datetime import date

from django.db.models.functions import Length

from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import LONGEST_NUMBER, Administration
from bonbrug.values import numbering

HIGHEST = 50  # of the longest numbers; more are not needed to find the last one


def take_number(administration: Administration, wanted: str, day: date) -> str:
    """Return the number of a new invoice; the administration is locked by the caller.

    A number of the caller's choice is used as it is, and refused when it is taken, also in other
    capitals. Otherwise it is the next one by the rule of values/numbering.py. Only invoices that
    are there count, so one that fails leaves no gap.
    """
    number = wanted.strip() or _next(administration, day)
    if len(number) > LONGEST_NUMBER:
        raise Refused("too_long", field="number", length=LONGEST_NUMBER)
    if administration.invoices.filter(number__iexact=number).exists():
        raise Refused("number_taken", number=number)
    return number


def _next(administration: Administration, day: date) -> str:
    series = numbering.series_of(_recent(administration, day), day)
    begin = series.begin(day)
    alike = administration.invoices.filter(number__istartswith=begin)
    highest = alike.annotate(digits=Length("number")).order_by("-digits", "-number")[:HIGHEST]
    numbers = [*highest.values_list("number", flat=True), *_other_years(administration, day)]
    return numbering.following(series, numbers, day)


def _recent(administration: Administration, day: date) -> list[numbering.Dated]:
    """Return the last numbers until that day; where there are none, those after it."""
    rows = administration.invoices.order_by("-date", "-pk").values_list("number", "date")
    return list(rows.filter(date__lte=day)[: numbering.LOOKED_AT] or rows[: numbering.LOOKED_AT])


def _other_years(administration: Administration, day: date) -> list[str]:
    return [number for number, _ in _recent(administration, day)]
