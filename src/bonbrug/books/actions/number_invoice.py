"""Invoice numbers: without gaps, never twice."""

from collections.abc import Iterator
from datetime import date
from itertools import takewhile
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Length

from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import LONGEST_NUMBER, Administration, Entry, EntryKind
from bonbrug.values import numbering

HIGHEST = 50  # of the longest numbers; more are not needed to find the last one


def take_number(administration: Administration, wanted: str, day: date) -> str:
    """Return the number of a new invoice; the administration is locked by the caller.

    A number of the caller's choice is used as it is, and refused when it is taken, also in other
    capitals or by a booking of an invoice made elsewhere. Otherwise it is the next one by the rule
    of values/numbering.py. Only what is there counts, so an invoice that fails leaves no gap.
    """
    number = wanted.strip()
    if not number:
        return _next(administration, day)
    if len(number) > LONGEST_NUMBER:
        raise Refused("too_long", field="number", length=LONGEST_NUMBER)
    if is_taken(administration, number):
        raise Refused("number_taken", number=number)
    return number


def is_taken(administration: Administration, number: str) -> bool:
    """Tell whether an invoice has or had this number, made here or elsewhere, in any capitals."""
    # Only of these letters every database knows the capitals.
    begin = "".join(takewhile(str.isascii, number))
    lookup = "iexact" if begin == number else "istartswith"
    for rows, name in _numbered(administration):
        alike = rows.filter(**{f"{name}__{lookup}": begin}).values_list(name, flat=True)
        if number.casefold() in map(str.casefold, alike):
            return True
    return False


def _numbered(administration: Administration) -> Iterator[tuple[QuerySet[Any], str]]:
    """Yield the rows that carry a number of this administration, and in which column."""
    yield administration.invoices.order_by(), "number"
    yield _elsewhere(administration).order_by(), "invoice_number"
    yield administration.deleted_invoices.order_by(), "number"


def _elsewhere(administration: Administration) -> QuerySet[Entry]:
    return administration.entries.filter(kind=EntryKind.INVOICE_SENT, invoice=None)


def _next(administration: Administration, day: date) -> str:
    recent = _recent(administration, day)
    series = numbering.series_of(recent, day)
    numbers = [*_highest(administration, series.begin(day)), *(number for number, _ in recent)]
    while is_taken(administration, number := numbering.following(series, numbers, day)):
        numbers.append(number)
    return number


def _highest(administration: Administration, begin: str) -> Iterator[str]:
    for rows, name in _numbered(administration):
        alike = rows.filter(**{f"{name}__istartswith": begin}).annotate(digits=Length(name))
        yield from alike.order_by("-digits", f"-{name}").values_list(name, flat=True)[:HIGHEST]


def _recent(administration: Administration, day: date) -> list[numbering.Dated]:
    """Return the last numbers until that day; where there are none, those after it."""
    rows = administration.invoices.order_by("-date", "-pk").values_list("number", "date")
    return list(rows.filter(date__lte=day)[: numbering.LOOKED_AT] or rows[: numbering.LOOKED_AT])
