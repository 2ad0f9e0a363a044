"""The next invoice number in the books' own series, as in the manual's 2018010."""

from collections.abc import Collection, Iterable
from datetime import date

from bonbrug.sync.model.records import FoundInvoice
from bonbrug.values import numbering


def next_number(
    found: Iterable[FoundInvoice], claimed: Collection[str], last: str, day: date
) -> str:
    """Return the number for an invoice of this day, by the rule of values/numbering.py.

    Never one in `claimed`. `last` is the last number that we used ourselves ('' for none).
    """
    dated = [(invoice.number, invoice.day) for invoice in found]
    return numbering.next_number(dated, claimed, last, day)
