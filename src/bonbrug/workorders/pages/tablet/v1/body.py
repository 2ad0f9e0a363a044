"""Reading a list of operations: bounded, and each with what can be read of it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NoReturn
from uuid import UUID

from django.http import HttpRequest

from bonbrug.values.text import printable
from bonbrug.workorders.actions.link_tablet import Seen
from bonbrug.workorders.actions.tablet_operations import Arrived
from bonbrug.workorders.pages.tablet.operations.perform import Sent
from bonbrug.workorders.pages.tablet.operations.wire_types import ID, KEY
from bonbrug.workorders.pages.tablet.v1.answers import Problem

MOST_BYTES = 1024 * 1024
MOST_OPERATIONS = 100
DEEPEST = 8
PARTS = {"id", "kind", "order", "at", "values", "seen", "sure", "after"}


@dataclass(frozen=True, slots=True)
class Body:
    """Whose work it is (the number of an employee), and the operations, oldest first."""

    employee: int
    operations: list[Any]


def read_body(request: HttpRequest) -> Body:
    """Read the whole request; raises Problem for what no app of ours sends."""
    raw = request.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise Problem(413, "too_many")
    given = _parsed(raw)
    if not isinstance(given, dict) or not isinstance(given.get("operations"), list):
        raise Problem(400, "not_json")
    if len(given["operations"]) > MOST_OPERATIONS:
        raise Problem(413, "too_many")
    try:
        return Body(ID.read(given.get("employee")), given["operations"])
    except ValueError:
        raise Problem(400, "not_json") from None


def _parsed(raw: bytes) -> Any:
    try:
        return _clean(json.loads(raw, parse_constant=_no_number, parse_float=_no_number), DEEPEST)
    except (ValueError, RecursionError):
        raise Problem(400, "not_json") from None


def _no_number(text: str) -> NoReturn:
    """Amounts travel as text: nothing that only a float can hold."""
    raise ValueError(text)


def _clean(value: Any, deeper: int) -> Any:
    """Take out what no database can keep; ValueError for what is nested too deep."""
    if not deeper:
        raise ValueError
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [_clean(one, deeper - 1) for one in value]
    if isinstance(value, dict):
        return {printable(name): _clean(one, deeper - 1) for name, one in value.items()}
    return value


def key_of(given: Any) -> UUID:
    """Return the id of an operation; ValueError when it has none."""
    if not isinstance(given, dict):
        raise ValueError
    found: UUID = KEY.read(given.get("id"))
    return found


def sent_of(given: dict[str, Any], key: UUID) -> Sent:
    """Return what was sent; what cannot be read is named in its `part`."""
    order, kind = given.get("order"), given.get("kind")
    sure, after = given.get("sure", False), given.get("after")
    wrong = [str(name)[:40] for name in sorted(given.keys() - PARTS)]
    wrong += ["order"] * (not _reads(ID.read, order))
    wrong += ["sure"] * (not isinstance(sure, bool))
    wrong += ["after"] * (after is not None and not _reads(KEY.read, after))
    return Sent(
        key=key,
        kind=kind if isinstance(kind, str) else "",
        order=order if isinstance(order, int) and _reads(ID.read, order) else 0,
        values=given.get("values", {}),
        seen=given.get("seen", {}),
        sure=sure is True,
        after=KEY.read(after) if after is not None and _reads(KEY.read, after) else None,
        part=wrong[0] if wrong else "",
    )


def arrived(given: dict[str, Any], sent: Sent, seen: Seen) -> Arrived:
    """Return what the operation is known by; the clock of the tablet is no part of it."""
    what = {name: value for name, value in given.items() if name != "at"}
    written = json.dumps(what, sort_keys=True, ensure_ascii=True).encode()
    digest = hashlib.sha256(written).hexdigest()
    return Arrived(sent.key, digest, sent.kind, seen.employee, seen.tablet, _at(given.get("at")))


def _at(given: Any) -> datetime | None:
    """Read the clock of a tablet, which may be wrong and decides nothing."""
    try:
        return datetime.fromisoformat(given).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return None


def _reads(read: Any, value: Any) -> bool:
    try:
        read(value)
    except ValueError:
        return False
    return True
