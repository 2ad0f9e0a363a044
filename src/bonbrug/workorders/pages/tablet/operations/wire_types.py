"""The types of values on the wire of the tablet: how each is read, written and described.

A number with decimals travels as text: it is an amount, and no float.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from bonbrug.values.text import printable
from bonbrug.workorders.pages.amounts import quantity_text, quantity_to_type

LARGEST_ID = 2**63 - 1
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?")
_KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
MOST_MINUTES = 2**31 - 1  # what a column holds; what is possible is said by the forms

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class WireType:
    """`read` gives a value from JSON, or raises ValueError; `write` is its other way."""

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]
    schema: Schema


def _texts(pattern: re.Pattern[str]) -> Callable[[Any], str]:
    """Return a reader of texts that are wholly like this."""

    def read(value: Any) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise ValueError
        return value

    return read


def _or_none(one: WireType) -> WireType:
    return WireType(
        lambda value: None if value is None else one.read(value),
        lambda value: None if value is None else one.write(value),
        {"anyOf": [one.schema, {"type": "null"}]},
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError
    return printable(value).replace("\r\n", "\n")


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _whole(most: int, least: int = 0) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError
        return value

    return read


def _line(value: Any) -> int | UUID:
    return _id(value) if isinstance(value, int) else UUID(_texts(_KEY)(value))


_id = _whole(LARGEST_ID, 1)
_KEY_SCHEMA = {"type": "string", "format": "uuid", "pattern": f"^{_KEY.pattern}$"}
_ID_SCHEMA = {"type": "integer", "minimum": 1, "maximum": LARGEST_ID}

TEXT = WireType(_text, str, {"type": "string"})
FLAG = WireType(_flag, bool, {"type": "boolean"})
DAY = _or_none(
    WireType(
        lambda value: date.fromisoformat(_texts(_DAY)(value)),
        date.isoformat,
        {"type": "string", "format": "date", "pattern": f"^{_DAY.pattern}$"},
    )
)
CLOCK = _or_none(
    WireType(
        lambda value: time.fromisoformat(_texts(_CLOCK)(value)),
        lambda value: f"{value:%H:%M}",
        {"type": "string", "pattern": f"^{_CLOCK.pattern}$"},
    )
)
NUMBER = WireType(
    lambda value: quantity_to_type(Decimal(_texts(_NUMBER)(value))),
    quantity_text,
    {"type": "string", "pattern": f"^{_NUMBER.pattern}$"},
)
MINUTES = WireType(
    _whole(MOST_MINUTES), int, {"type": "integer", "minimum": 0, "maximum": MOST_MINUTES}
)
MINUTES_OR_NONE = _or_none(MINUTES)
KEY = WireType(lambda value: UUID(_texts(_KEY)(value)), str, _KEY_SCHEMA)
ID = WireType(_id, int, _ID_SCHEMA)
LINE = WireType(
    _line,
    lambda value: value if isinstance(value, int) else str(value),
    {"anyOf": [_ID_SCHEMA, _KEY_SCHEMA]},
)
