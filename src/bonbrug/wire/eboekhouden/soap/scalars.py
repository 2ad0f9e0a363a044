"""Single values as the wire writes them. Source: docs/wire/eboekhouden-soap.md §2.3."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from bonbrug.values import money
from bonbrug.values.clock import accounting_day
from bonbrug.wire.eboekhouden.records import NO_DATE

_INTEGER = re.compile(r"[+-]?[0-9]{1,19}")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]{1,2})?")
_DATE = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:T(?P<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]+)?)?(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})?"
)
_LARGEST = 2**63 - 1
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}

Scalar = str | int | bool | Decimal | date


def read_integer(text: str) -> int:
    """Read an xs:long."""
    text = text.strip()
    if not _INTEGER.fullmatch(text):
        raise ValueError("not a whole number")
    number = int(text)
    if abs(number) > _LARGEST:
        raise ValueError("not a whole number")
    return number


@lru_cache(maxsize=4096)
def read_decimal(text: str) -> Decimal:
    """Read an xs:decimal or xs:double; no infinities, nothing of over a hundred digits."""
    text = text.strip()
    if len(text) > 100 or not _DECIMAL.fullmatch(text):
        raise ValueError("not an amount")
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError("not an amount") from None


def read_boolean(text: str) -> bool:
    try:
        return _BOOLEANS[text.strip()]
    except KeyError:
        raise ValueError("not true or false") from None


@lru_cache(maxsize=4096)
def read_date(text: str) -> date:
    """Read ``2018-09-19``, ``2018-09-19T00:00:00`` or with a zone, which counts in Amsterdam."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        raise ValueError("not a date")
    day = date.fromisoformat(found["day"])
    if not found["zone"] or not found["time"]:
        return day
    offset = found["zone"].replace("Z", "+00:00")
    moment = datetime.fromisoformat(f"{found['day']}T{found['time']}{offset}")
    try:
        return accounting_day(moment.astimezone(UTC))
    except OverflowError:
        return day


def write_boolean(value: object) -> str:
    return "true" if value else "false"


@lru_cache(maxsize=4096)
def write_date(value: date) -> str:
    """Write ``2019-10-28T00:00:00``, without a zone, as the answers of the service do."""
    return f"{value.isoformat()}T00:00:00"


def write_decimal(value: Decimal) -> str:
    """Write without padding: ``42``, ``50.82``."""
    return money.plain(value) if value else "0"


class Kind:
    """How one type of value is read, written, what its absence means, and what is expected."""

    __slots__ = ("absent", "expected", "read", "write")

    def __init__(
        self,
        read: Callable[[str], Scalar],
        write: Callable[..., str],
        absent: Scalar,
        expected: str,
    ) -> None:
        self.read = read
        self.write = write
        self.absent = absent
        self.expected = expected


KINDS: dict[type, Kind] = {
    int: Kind(read_integer, str, 0, "a whole number, such as 14"),
    Decimal: Kind(
        read_decimal, write_decimal, Decimal(0), "a number with a decimal point, such as 12.50"
    ),
    bool: Kind(read_boolean, write_boolean, absent=False, expected="true, false, 1 or 0"),
    date: Kind(read_date, write_date, NO_DATE, "a date, such as 2018-09-19 or 2018-09-19T00:00:00"),
}
