"""Numbers as people type them, and as a page writes them so that they can be typed again.

One reader for all pages, in both languages. It never chooses: ``1.250`` may be 1250 or 1,25, and
who asked gets both.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

LONGEST = 40  # characters; more is no number that a person typed
LARGEST = Decimal(10) ** 12

_MINUS = re.compile(r"^[-−–—‐‑﹣－]\s?")
_EURO = re.compile(r"^(?:€|eur\b|euro\b)\s*|\s*(?:€|\beur|\beuro)$", re.IGNORECASE)
_WHOLE_EUROS = re.compile(r"(?<=\d)[.,](?:[-−–—=]|--)$")  # 12,- as prices are written
_SPACES = re.compile(r"[\s\u2007\u2009\u202f]")
_THOUSANDS = re.compile(r"\d{1,3}(?:([ .,'])\d{3})(?:\1\d{3})*")
_LAST_APART = re.compile(r"\d{1,3}(?:[ ']\d{3})+[.,]\d{3}")  # 1 250.000 may still be a million
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "，": ",", "．": "."})


def numbers_in(text: str) -> tuple[Decimal, ...]:
    """Return every number that `text` may mean: none, one, or two that differ a thousandfold."""
    bare = _bare(text)
    if bare is None:
        return ()
    below, digits = bare
    found = dict.fromkeys((*_grouped(digits), *_decimal(digits)))
    # Multiplying by -1 would round; there is no minus zero.
    return tuple(
        number.copy_negate() if below and number else number for number in found if number < LARGEST
    )


def _bare(text: str) -> tuple[bool, str] | None:
    """Return whether it is below zero, and what is left: digits and the signs between them."""
    if len(text) > LONGEST:
        return None
    plain = "".join(map(_digit, text.translate(_APOSTROPHES)))
    bare = _EURO.sub("", _SPACES.sub(" ", plain.strip())).removeprefix("+")
    unsigned = _MINUS.sub("", bare)
    # The sign may stand on either side of the euro: -€ 5 and € -5.
    digits = _WHOLE_EUROS.sub("", _EURO.sub("", unsigned))
    if not re.fullmatch(r"[0-9., ']*[0-9][0-9., ']*", digits):
        return None
    return unsigned != bare, digits


def _digit(char: str) -> str:
    """Full-width and other decimal digits count as digits; ``²`` and ``½`` do not."""
    return str(unicodedata.decimal(char, char))


def _grouped(digits: str) -> tuple[Decimal, ...]:
    """Read what may be thousands with a sign between them, and no decimals."""
    one_kind = _THOUSANDS.fullmatch(digits) or _LAST_APART.fullmatch(digits)
    if not one_kind or re.match(r"0+\D", digits):
        return ()
    return (Decimal(re.sub(r"\D", "", digits)),)


def _decimal(digits: str) -> tuple[Decimal, ...]:
    """Read the last point or comma as the decimal sign, behind plain digits or whole groups."""
    cut = max(digits.rfind("."), digits.rfind(","))
    whole, sign, places = (
        (digits[:cut], digits[cut], digits[cut + 1 :]) if cut >= 0 else (digits, "", "")
    )
    if not re.fullmatch(r"[0-9]*", places):
        return ()
    grouped = _THOUSANDS.fullmatch(whole)
    if grouped and grouped[1] == sign:
        return ()
    if not grouped and not re.fullmatch(r"\d*", whole):
        return ()
    bare = "".join(filter(str.isdigit, whole))
    return (Decimal(f"{bare or 0}.{places or 0}"),)


def number_text(number: Decimal, places: int = 0, *, grouped: bool = True) -> str:
    """Write a number the Dutch way with at least `places` decimals, so that it reads one way only.

    1234.5 with two places is 1.234,50; 1250 is 1250 and not 1.250; 1.125 is 1,1250 and not 1,125.
    """
    plain = f"{number:f}"
    whole, _dot, decimals = plain.partition(".")
    decimals = decimals.rstrip("0").ljust(places, "0")
    if len(decimals) == 3 and 1 <= len(whole.lstrip("-").lstrip("0")) <= 3:
        decimals += "0"
    if grouped and (decimals or len(whole.lstrip("-")) > 6):
        whole = f"{int(whole):,}".replace(",", ".") if whole not in {"-0", "-"} else whole
    return f"{whole},{decimals}" if decimals else whole


def told(facts: Mapping[str, object]) -> dict[str, object]:
    """Return facts as a sentence says them: numbers with a comma, dates as 19-09-2018."""
    return {name: _told(value) for name, value in facts.items()}


def _told(value: object) -> object:
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        return number_text(value, min(2, max(0, -exponent)) if isinstance(exponent, int) else 0)
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else value
