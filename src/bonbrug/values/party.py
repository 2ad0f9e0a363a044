"""Addresses and the numbers that identify a company."""

import re

# The last word that begins with a digit, with at most one short addition: 12, 8-a, 3 bis.
_STREET_WITH_NUMBER = re.compile(
    r"(?P<street>.+)\s+(?P<number>\d[\w/\-.]*(?:\s[A-Za-z]{1,4})?)", re.ASCII
)
_POSTCODE = re.compile(r"[1-9]\d{3}[A-Z]{2}")


def split_street(line: str) -> tuple[str, str]:
    """Split ``Dorpsstraat 12-a`` in street and house number (empty when there is none)."""
    found = _STREET_WITH_NUMBER.fullmatch(line.strip())
    if not found:
        return line.strip(), ""
    return found["street"].strip(), found["number"].strip()


def join_street(street: str, number: str) -> str:
    """Join street and house number to one line, the inverse of `split_street`."""
    return f"{street.strip()} {number.strip()}".strip()


def postcode(text: str) -> str:
    """Write a Dutch postcode as ``1234 AB``; anything else is only trimmed."""
    bare = "".join(text.split()).upper()
    return f"{bare[:4]} {bare[4:]}" if _POSTCODE.fullmatch(bare) else text.strip()
