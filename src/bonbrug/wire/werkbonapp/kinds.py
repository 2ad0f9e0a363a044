"""How one value stands on the wire (docs/wire/werkbonapp.md §2.4).

Readers get a value that is not empty and raise ValueError with a reason; writers get a value that
is not None.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from typing import Any

from bonbrug.values.money import plain

_AMOUNT = re.compile(r"[+-]?[0-9]{1,12}(?:[.,][0-9]{1,10})?")
_MINUTES = re.compile(r"[0-9]{1,6}")
_DURATION = re.compile(r"([0-9]{1,3}):([0-5][0-9])(?::00)?")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::[0-5][0-9])?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
NO_DATE = frozenset({"00-00-0000", "0000-00-00"})


@dataclass(frozen=True, slots=True)
class Kind:
    """`empty_is_a_value`: an answer may leave it empty; otherwise empty counts as missing."""

    read: Callable[[object], object]
    write: Callable[[Any], object]
    empty_is_a_value: bool = False


def if_readable(kind: Kind, otherwise: object) -> Kind:
    """Return a kind for a field that only helps to judge: what it cannot read is `otherwise`."""

    def read(raw: object) -> object:
        try:
            return kind.read(raw)
        except ValueError:
            return otherwise

    return replace(kind, read=read)


def read_text(raw: object) -> str:
    if isinstance(raw, str):
        return _sound(raw)
    if isinstance(raw, int) and not isinstance(raw, bool):
        return str(raw)
    if isinstance(raw, Decimal) and abs(raw.adjusted()) < 20:
        return format(raw, "f")
    raise ValueError("not a text")


def _sound(text: str) -> str:
    if "\0" in text:
        raise ValueError("holds a null character")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("holds half a character") from None
    return text


def read_flag(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    found = {"0": False, "1": True}.get(read_text(raw).strip())
    if found is None:
        raise ValueError("not 0 or 1")
    return found


def read_amount(raw: object) -> Decimal:
    """Read ``4,55``, ``4.55`` or 4.55; thousands separators are refused, they are ambiguous."""
    text = read_text(raw).strip()
    if not _AMOUNT.fullmatch(text):
        raise ValueError("not a number")
    return Decimal(text.replace(",", "."))


def read_whole(raw: object) -> int:
    text = read_text(raw).strip()
    if not _MINUTES.fullmatch(text):
        raise ValueError("not a whole number")
    return int(text)


def read_duration(raw: object) -> int:
    """Read ``02:30`` or ``150`` as minutes."""
    found = _DURATION.fullmatch(read_text(raw).strip())
    return int(found[1]) * 60 + int(found[2]) if found else read_whole(raw)


def read_day(raw: object) -> date | None:
    """Read ``d-m-Y`` (and ``Y-m-d``, which cannot be mistaken for it); a zero date is no date."""
    text = read_text(raw).strip()
    if text in NO_DATE:
        return None
    if found := _DAY_FIRST.fullmatch(text):
        return _day(found[3], found[2], found[1])
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found[1], found[2], found[3])
    raise ValueError("not a date")


def _day(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError("not a day that exists") from None


def read_clock(raw: object) -> time:
    found = _CLOCK.fullmatch(read_text(raw).strip())
    if not found:
        raise ValueError("not a time")
    return time(int(found[1]), int(found[2]))


def read_names(raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise ValueError("not a list")
    return tuple(read_text(name) for name in raw)


def with_dot(amount: Decimal) -> str:
    """Write at least two places, more when they say something."""
    text = plain(amount)
    whole, _, places = text.partition(".")
    return f"{whole}.{places:0<2}"


def with_comma(amount: Decimal) -> str:
    return with_dot(amount).replace(".", ",")


def _as_duration(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _as_day(day: date) -> str:
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"


def _only_a_list(raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise ValueError("not a list")
    return ()


TEXT = Kind(read_text, str, empty_is_a_value=True)
FLAG = Kind(read_flag, lambda flag: "1" if flag else "0", empty_is_a_value=True)
DOT_AMOUNT = Kind(read_amount, with_dot)
COMMA_AMOUNT = Kind(read_amount, with_comma)
QUANTITY = Kind(read_amount, plain)
WHOLE = Kind(read_whole, str)
NUMBER = Kind(read_whole, int)
DURATION = Kind(read_duration, _as_duration)
YEAR_FIRST = Kind(read_day, lambda day: day.isoformat(), empty_is_a_value=True)
DAY = Kind(read_day, _as_day, empty_is_a_value=True)
CLOCK = Kind(read_clock, lambda clock: clock.strftime("%H:%M"), empty_is_a_value=True)
NAMES = Kind(read_names, list, empty_is_a_value=True)
UNREAD_LIST = Kind(_only_a_list, list, empty_is_a_value=True)
