"""JSON as it should be: one whole document, no twice-named fields, no NaN, not bottomless."""

import json
import re
from decimal import Decimal
from typing import BinaryIO, NoReturn

from bonbrug.wire.werkbonapp.faults import Garbled
from bonbrug.wire.werkbonapp.limits import BYTES_PER_RECORD, BYTES_PER_VALUE, DEPTH

# A text is one step, open or closed, so that what stands in it does not count.
_STEPS = re.compile(r'"(?>[^"\\]|\\.)*+(?:"|\\?\Z)|[\[{,]', re.DOTALL)


def read_json(source: BinaryIO | bytes, limit: int) -> object:
    """Parse a whole body of at most `limit` bytes; numbers with a fraction become Decimal.

    A byte order mark is allowed. Raises Garbled.
    """
    text = _text(source, limit)
    if not text.strip():
        raise Garbled("empty")
    if text.lstrip().startswith("<"):
        raise Garbled("html")
    if _is_flood(text, limit):
        raise Garbled("too_many_values")
    value = _parsed(text)
    if _is_deeper_than(value, DEPTH):
        raise Garbled("too_deep")
    return value


def write_json(value: object) -> bytes:
    """Write compact JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _text(source: BinaryIO | bytes, limit: int) -> str:
    body = source if isinstance(source, bytes) else source.read(limit + 1)
    if len(body) > limit:
        raise Garbled("too_large")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Garbled("not_utf8", f"byte {error.start}") from None


def _is_flood(text: str, limit: int) -> bool:
    """Tell whether there are too many values, before one of them is made.

    Counting signs inside texts too is quick and too high; only when that is too much, each text is
    stepped over.
    """
    records, values = limit // BYTES_PER_RECORD, limit // BYTES_PER_VALUE
    if sum(map(text.count, "[{")) <= records and sum(map(text.count, "[{,")) <= values:
        return False
    opened = commas = 0
    for step, mark in enumerate(_STEPS.finditer(text)):
        commas += mark[0] == ","
        opened += mark[0] in "[{"
        if opened > records or opened + commas > values or step > 4 * values:
            return True
    return False


def _parsed(text: str) -> object:
    try:
        value: object = json.loads(
            text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=Decimal
        )
    except RecursionError:
        raise Garbled("too_deep") from None
    except json.JSONDecodeError as error:
        raise Garbled("not_json", f"position {error.pos}") from None
    except (ArithmeticError, ValueError):
        raise Garbled("not_json", "a number out of reach") from None
    return value


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Garbled("duplicate_key")
    return found


def _no_constant(name: str) -> NoReturn:
    raise Garbled("not_json", name)


def _is_deeper_than(value: object, depth: int) -> bool:
    level = [value]
    for _ in range(depth):
        level = [child for parent in level for child in _containers(parent)]
        if not level:
            return False
    return True


def _containers(parent: object) -> list[object]:
    if isinstance(parent, dict):
        return [child for child in parent.values() if isinstance(child, (dict, list))]
    if isinstance(parent, list):
        return [child for child in parent if isinstance(child, (dict, list))]
    return []
