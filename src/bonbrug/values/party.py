"""Addresses and the numbers that identify a company."""

import re

from bonbrug.values.house_numbers import MOST_WORDS, is_number

_WORD = re.compile(r"\S+")
_POSTCODE = re.compile(r"[1-9]\d{3}[A-Z]{2}")


def split_street(line: str) -> tuple[str, str]:
    """Split ``Dorpsstraat 12-a`` in street and house number (empty when there is none).

    The earliest place from which all is one number (`house_numbers`). `join_street` gives the same
    text back, so only one space is taken away; a line that begins with its number stays whole.
    """
    whole = line.strip()
    words = list(_WORD.finditer(whole))
    for first in range(max(1, len(words) - MOST_WORDS), len(words)):
        place = words[first].start()
        if whole[place - 1] != " " or "\n" in whole[place:]:
            continue
        if is_number([word[0] for word in words[first:]]):
            return whole[: place - 1], whole[place:]
    return whole, ""


def join_street(street: str, number: str) -> str:
    """Join street and house number to one line, the inverse of `split_street`."""
    return f"{street} {number}".strip()


def postcode(text: str) -> str:
    """Write a Dutch postcode as ``1234 AB``; anything else is only trimmed."""
    bare = "".join(text.split()).upper()
    return f"{bare[:4]} {bare[4:]}" if _POSTCODE.fullmatch(bare) else text.strip()
