"""How a record is written in the words of a service: field by field, under their names."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from bonbrug.sync.model.records import Reading

Record = TypeVar("Record")
Message = dict[str, Any]

RELATION = {
    "code": "debtor", "name": "title", "contact": "attn", "street": "road", "house_number": "no",
    "postal_code": "zip", "city": "town", "phone": "tel", "mobile": "cell", "email": "mail",
    "remark": "memo", "remote_id": "ref",
}  # fmt: skip


class Denied(Exception):
    """A no of one of these services, with a code of its own; `field` names a credential."""

    def __init__(self, code: str, field: str = "") -> None:
        super().__init__(code)
        self.code, self.field = code, field


def written(record: object, names: Mapping[str, str]) -> Message:
    """Return a record under their names."""
    return {theirs: getattr(record, ours) for ours, theirs in names.items()}


def read(kind: type[Record], message: Message, names: Mapping[str, str]) -> Record:
    """Return the record that `written` wrote."""
    return kind(**{ours: message[theirs] for ours, theirs in names.items()})


def names_of(kind: Any, mark: str) -> dict[str, str]:
    """Give every field of a record a name of theirs."""
    return {field.name: f"{mark}{field.name}" for field in fields(kind)}


def list_written(reading: Reading[Any], names: Mapping[str, str]) -> Message:
    """Return a list with its tag; the rest of `Reading` travels as it is."""
    rows = [written(row, names) for row in reading.rows]
    return {"tag": reading.fingerprint, "rows": rows, "rest": replace(reading, rows=())}


def list_read(kind: type[Record], message: Message, names: Mapping[str, str]) -> Reading[Record]:
    rows = tuple(read(kind, row, names) for row in message["rows"])
    rest: Reading[Record] = message["rest"]
    return replace(rest, rows=rows)
