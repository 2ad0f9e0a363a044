"""Invoice numbers: without gaps, never twice."""

from datetime import date

from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import LONGEST_NUMBER, Administration

PLACES = 1000
LONGEST_COUNTED = 15


def take_number(administration: Administration, wanted: str, day: date) -> str:
    """Return the number of a new invoice; the administration is locked by the caller.

    A number of the caller's choice is used as it is, and refused when it is taken. Otherwise it is
    the highest one plus one in the shape year + 3 digits (2018010); the first of all and the first
    of a new year end in 001. The counter moves in the transaction that writes the invoice, so an
    invoice that fails leaves no gap.
    """
    number = wanted.strip() or str(_next(administration.last_invoice_number, day.year))
    if len(number) > LONGEST_NUMBER:
        raise Refused("too_long", field="number", length=LONGEST_NUMBER)
    if administration.invoices.filter(number=number).exists():
        raise Refused("number_taken", number=number)
    _move_counter(administration, number)
    return number


def _next(last: int, year: int) -> int:
    first_of_year = year * PLACES + 1
    if not last:
        return first_of_year
    return max(last + 1, first_of_year) if _has_year_shape(last) else last + 1


def _has_year_shape(number: int) -> bool:
    return 1980 <= number // PLACES <= 2049


def _move_counter(administration: Administration, number: str) -> None:
    counted = number.isascii() and number.isdigit() and len(number) <= LONGEST_COUNTED
    if counted and int(number) > administration.last_invoice_number:
        administration.last_invoice_number = int(number)
        administration.save(update_fields=["last_invoice_number"])
