"""Bytes ↔ messages, without sockets; the client half first, then the server half.

Client: `read_envelope` gives the payload or raises `Fault` (their no) or `Garbled` (not theirs);
`read_rows`, `read_orders`, `read_order`, `read_count` turn a payload into messages; `write_post`
makes a body. Server: `read_posted`, then `write_answer`, `write_rows`, `write_row`, `write_fault`.
Queries are in queries.py. Source: docs/wire/werkbonapp.md §2, §4 and §5.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, Generic, TypeVar

from bonbrug.wire.werkbonapp.faults import BAD_BODY, EMPTY_BODY, OK, TOKEN_REFUSED, Fault, Garbled
from bonbrug.wire.werkbonapp.faults import general as general_fault
from bonbrug.wire.werkbonapp.limits import ANSWER_BYTES, POST_BYTES, is_too_long
from bonbrug.wire.werkbonapp.posts import Posted, demand_right, read_record
from bonbrug.wire.werkbonapp.strict import read_json, write_json
from bonbrug.wire.werkbonapp.tables import Problem, Table
from bonbrug.wire.werkbonapp.work_orders import WORK_ORDER, WorkOrder

Row = TypeVar("Row")

_OLD_REFUSAL = b"unauthorized"
_NOT_TEXT = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Unread:
    """A record that could not be read: its key (or ``#place``) and why."""

    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.key}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Rows(Generic[Row]):
    """A list as read; one bad record stands apart and blocks no other."""

    rows: tuple[Row, ...]
    unread: tuple[Unread, ...] = ()


def read_envelope(source: BinaryIO | bytes, *, limit: int = ANSWER_BYTES) -> object:
    """Return the payload of an answer of at most `limit` bytes.

    Version 7 called the payload ``object``; the oldest servers answered the bare word
    ``unauthorized`` to a wrong token (docs/wire/werkbonapp.md §1).
    """
    body = source if isinstance(source, bytes) else source.read(limit + 1)
    if body.strip().strip(b'"') == _OLD_REFUSAL:
        raise Fault(TOKEN_REFUSED)
    envelope = read_json(body, limit)
    if not isinstance(envelope, dict):
        raise Garbled("no_envelope")
    code = _whole(envelope.get("code"), "code")
    if code != OK:
        raise Fault(code, _messages(envelope.get("messages")))
    for name in ("response", "object"):
        if name in envelope:
            payload: object = envelope[name]
            return payload
    raise Garbled("no_envelope", "no response")


def _whole(raw: object, what: str) -> int:
    if isinstance(raw, str) and raw.isascii() and raw.isdecimal() and len(raw) < 10:
        return int(raw)
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    raise Garbled("wrong_type", what)


def _messages(raw: object) -> list[str]:
    found = raw if isinstance(raw, list) else [raw]
    return [_printable(text) for text in found if isinstance(text, str) and text]


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode().replace("\0", "")


def read_count(payload: object) -> int:
    """Return how many records a post stored."""
    return _whole(payload, "count")


def read_rows(payload: object, table: Table[Row]) -> Rows[Row]:
    """Read the payload of a list; null is an empty list."""
    rows: list[Row] = []
    unread: list[Unread] = []
    for place, source in enumerate(_listed(payload)):
        if not isinstance(source, dict):
            unread.append(Unread(f"#{place}", "not an object"))
            continue
        row, problems = table.take(source, posted=False)
        if problems:
            key = str(getattr(row, table.key.attribute)) or f"#{place}"
            unread.append(Unread(key, _sentence(problems)))
        else:
            rows.append(row)
    return Rows(tuple(rows), tuple(unread))


def _listed(payload: object) -> list[object]:
    if payload is None:
        return []
    if not isinstance(payload, list):
        raise Garbled("wrong_type", "list")
    return payload


def _sentence(problems: Iterable[Problem]) -> str:
    return "; ".join(str(problem) for problem in problems)


def read_orders(payload: object, table: Table[WorkOrder] = WORK_ORDER) -> Rows[WorkOrder]:
    """Read the payload of GetWorkorders.

    An order with its id is always returned, with `unread` filled when a part was wrong; only what
    has no id stands apart.
    """
    orders: list[WorkOrder] = []
    unread: list[Unread] = []
    for place, source in enumerate(_listed(payload)):
        try:
            orders.append(read_order(source, table))
        except Garbled as error:
            unread.append(Unread(f"#{place}", error.detail))
    return Rows(tuple(orders), tuple(unread))


def read_order(payload: object, table: Table[WorkOrder] = WORK_ORDER) -> WorkOrder:
    """Read the payload of GetWorkorder; Garbled when it has no id."""
    if not isinstance(payload, dict):
        raise Garbled("wrong_type", "not an object")
    order, problems = table.take(payload, posted=False)
    if not order.id:
        raise Garbled("wrong_type", _sentence(problems))
    return replace(order, unread=_sentence(problems))


def unsendable(row: Row, table: Table[Row]) -> tuple[str, str] | None:
    """Return (``too_long`` or ``not_text``, wire field) of the first field that cannot be sent."""
    for column in table.columns:
        value = getattr(row, column.attribute)
        if not isinstance(value, str) or not value:
            continue
        if len(value) <= column.limit and value.isascii() and value.isprintable():
            continue  # most are, and nothing can be wrong with them
        if is_too_long(value, column.limit):
            return "too_long", column.wire
        if _NOT_TEXT.search(value):
            return "not_text", column.wire
    return None


def write_post(rows: Iterable[Row], table: Table[Row]) -> bytes:
    """Write the body of a post."""
    return write_json([table.put(row) for row in rows])


def read_post(
    source: BinaryIO | bytes, table: Table[Row], *, limit: int = POST_BYTES
) -> tuple[Row, ...]:
    """Read a posted list or single object, all or nothing; faults as `read_posted`."""
    return tuple(one.row for one in read_posted(source, table, limit=limit))


def read_posted(
    source: BinaryIO | bytes, table: Table[Row], *, limit: int = POST_BYTES
) -> tuple[Posted[Row], ...]:
    """Read a posted list or single object, all or nothing.

    Fault 1008 without body, 1009 when it is no JSON array or object of records, the table's
    `missing` code with one message per missing field, its `failed` code for other wrong fields.
    """
    posted = judge_posted(source, table, limit=limit)
    demand_right(posted, table)
    return posted


def judge_posted(
    source: BinaryIO | bytes, table: Table[Row], *, limit: int = POST_BYTES
) -> tuple[Posted[Row], ...]:
    """Read a posted list or single object with what is wrong in each; Fault 1008 or 1009."""
    records = _records(source, limit)
    return tuple(read_record(record, table, place) for place, record in enumerate(records, 1))


def _records(source: BinaryIO | bytes, limit: int) -> list[dict[str, object]]:
    try:
        body = read_json(source, limit)
    except Garbled as error:
        code = EMPTY_BODY if error.reason == "empty" else BAD_BODY
        raise general_fault(code) from error
    records = [body] if isinstance(body, dict) else body
    if not isinstance(records, list) or not all(isinstance(one, dict) for one in records):
        raise general_fault(BAD_BODY)
    return records


def write_answer(response: object = None, *, messages: Sequence[str] = ()) -> bytes:
    """Write an envelope with code 200: a count, plain JSON data or nothing."""
    return write_json({"code": OK, "messages": list(messages), "response": response})


def write_rows(rows: Iterable[Row], table: Table[Row]) -> bytes:
    """Write the answer to a list."""
    return write_answer([table.put(row) for row in rows])


def write_row(row: Row, table: Table[Row]) -> bytes:
    """Write the answer to GetWorkorder."""
    return write_answer(table.put(row))


def write_fault(fault: Fault) -> bytes:
    """Write an error; the HTTP status of it is 200 all the same."""
    return write_json({"code": fault.code, "messages": list(fault.messages), "response": None})
