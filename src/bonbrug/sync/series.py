"""The next invoice number in the books' own series, as in the manual's 2018010."""

import re
from collections.abc import Collection, Iterable
from datetime import date

from bonbrug.sync.nouns import FoundInvoice

_TRAILING = re.compile(r"^(?P<prefix>.*?)(?P<digits>\d{1,18})$")
START = "001"


def next_number(
    found: Iterable[FoundInvoice], claimed: Collection[str], last: str, day: date
) -> str:
    """Return the highest number of the newest series plus one, never one in `claimed`.

    `last` is the last number that we used ourselves ('' for none). Without any number the series
    starts at the year followed by 001.
    """
    numbers = _numbers(found, last)
    prefix = numbers[-1][0] if numbers else ""
    same = [digits for start, digits in numbers if start == prefix]
    same += [digits for start, digits in map(_split, claimed) if digits and start == prefix]
    if not same:
        return f"{day.year}{START}"
    return _plus_one(prefix, max(same, key=int))


def _numbers(found: Iterable[FoundInvoice], last: str) -> list[tuple[str, str]]:
    """Return (prefix, digits) of the numbers that end in digits, the newest series last."""
    dated = sorted(
        ((invoice.day or date.min, *_split(invoice.number)) for invoice in found),
        key=lambda row: (row[0], int(row[2] or 0)),
    )
    rows = [(prefix, digits) for _, prefix, digits in dated if digits]
    own = _split(last)
    return rows or ([own] if own[1] else [])


def _split(number: str) -> tuple[str, str]:
    match = _TRAILING.match(number)
    return (match["prefix"], match["digits"]) if match else (number, "")


def _plus_one(prefix: str, digits: str) -> str:
    return f"{prefix}{int(digits) + 1:0{len(digits)}d}"
