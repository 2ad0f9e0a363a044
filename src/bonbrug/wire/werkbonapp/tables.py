"""A message as a table: which wire name holds which attribute, of what kind and length."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Generic, TypeGuard, TypeVar

from bonbrug.values.text import cut, printable
from bonbrug.wire.werkbonapp.kinds import TEXT, UNREAD_LIST, Kind
from bonbrug.wire.werkbonapp.limits import LINE, is_too_long

Row = TypeVar("Row")

MISSING = "missing"
SHOWN = 40
_ABSENT = object()
_NOTHING: tuple[object, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Column:
    """One field.

    `required`: a post must fill it and an answer must have it. `key`: never empty. `blank`: what
    is written for nothing. `omitted`: nothing is not written at all. `rows`: a list of messages.
    """

    wire: str
    attribute: str
    kind: Kind = TEXT
    limit: int = LINE
    required: bool = False
    key: bool = False
    blank: str | None = ""
    omitted: bool = False
    rows: "Table[Any] | None" = None

    def is_plain(self, raw: object) -> TypeGuard[str]:
        """Tell whether this is a text with which nothing can be wrong: most fields are."""
        return (
            type(raw) is str
            and raw != ""
            and self.kind is TEXT
            and len(raw) <= self.limit
            and raw.isascii()
            and raw.isprintable()
            and not raw.isspace()
            and self.rows is None
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """Why one field could not be read: its value, and the list and place when it is in a line."""

    field: str
    reason: str
    value: str = ""
    list: str = ""
    place: int = 0

    def __str__(self) -> str:
        where = f"{self.list}[{self.place}]." if self.list else ""
        return f"{where}{self.field}: {self.reason}"

    @property
    def told(self) -> str:
        """The same for a person, who counts lines from 1 and wants to see the value."""
        where = f"{self.list} line {self.place + 1}" if self.list else ""
        what = f'{self.field} "{self.value}"' if self.value else self.field
        return f"{', '.join(filter(None, (where, what)))}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """One message; `missing` and `failed` are its fault codes on a post."""

    entity: str
    make: Callable[..., Row]
    columns: tuple[Column, ...]
    missing: int = 0
    failed: int = 0

    @property
    def key(self) -> Column:
        return next(column for column in self.columns if column.key)

    def without(self, *names: str) -> "Table[Row]":
        """Return the same message without some fields."""
        return replace(self, columns=tuple(c for c in self.columns if c.wire not in names))

    def take(self, source: Mapping[str, object], *, posted: bool) -> tuple[Row, list[Problem]]:
        """Read what can be read; what cannot keeps its default and is named in the problems."""
        values: dict[str, object] = {}
        problems: list[Problem] = []
        for column in self.columns:
            raw = source.get(column.wire, _ABSENT)
            if column.is_plain(raw):
                values[column.attribute] = raw.strip() if column.key else raw
                continue
            try:
                _take(column, raw, values, problems, posted=posted)
            except ValueError as error:
                problems.append(Problem(column.wire, str(error), _shown(raw)))
        return self.make(**values), problems

    def given(self, source: Mapping[str, object]) -> frozenset[str]:
        """Return the attributes that the source speaks of, be it with nothing."""
        return frozenset(c.attribute for c in self.columns if c.wire in source)

    def dropped(self, source: Mapping[str, object]) -> list[str]:
        """Name what the source says and no column keeps; what is empty says nothing."""
        kept = {c.wire: c for c in self.columns if c.kind is not UNREAD_LIST}
        names = [name for name, raw in source.items() if name not in kept and raw not in _NOTHING]
        for name, column in kept.items():
            lines = source.get(name) if column.rows else None
            if column.rows and isinstance(lines, list):
                found = [column.rows.dropped(line) for line in lines if isinstance(line, dict)]
                names += [f"{name}.{inner}" for inside in found for inner in inside]
        return names

    def put(self, row: Row) -> dict[str, object]:
        """Write one row in the order of the table."""
        return self._written(partial(getattr, row))

    def put_values(self, values: Mapping[str, Any]) -> dict[str, object]:
        """Write one row of which the values are given by attribute; what is absent is empty."""
        return self._written(values.get)

    def _written(self, value_of: Callable[[str], Any]) -> dict[str, object]:
        written: dict[str, object] = {}
        for column in self.columns:
            value = value_of(column.attribute)
            if value is None or value == "":
                if not column.omitted:
                    written[column.wire] = column.blank
            elif column.kind is TEXT and type(value) is str:
                written[column.wire] = value
            elif column.rows:
                written[column.wire] = [column.rows.put(line) for line in value]
            else:
                written[column.wire] = column.kind.write(value)
        return written


def _take(
    column: Column, raw: object, values: dict[str, object], problems: list[Problem], *, posted: bool
) -> None:
    if raw is _ABSENT or raw is None or (isinstance(raw, str) and not raw.strip()):
        if _is_missed(column, absent=raw is _ABSENT, posted=posted):
            problems.append(Problem(column.wire, MISSING))
    elif column.rows:
        values[column.attribute] = _take_rows(column, column.rows, raw, problems, posted=posted)
    else:
        values[column.attribute] = _take_value(column, raw, posted=posted)


def _is_missed(column: Column, *, absent: bool, posted: bool) -> bool:
    if column.key:
        return True
    return column.required and (absent or posted or not column.kind.empty_is_a_value)


def _take_value(column: Column, raw: object, *, posted: bool) -> object:
    value = column.kind.read(raw)
    if not isinstance(value, str):
        return value
    if posted:
        value = printable(value)
        if (column.required or column.key) and not value.strip():
            raise ValueError(MISSING)
        if is_too_long(value, column.limit):
            raise ValueError(f"longer than {column.limit}")
    return value.strip() if column.key else value


def _shown(raw: object) -> str:
    """Return a value as it can stand in a sentence, '' for what is no single value."""
    if isinstance(raw, list | dict) or raw is _ABSENT:
        return ""
    text = printable(str(raw))
    return text if len(text) <= SHOWN else f"{cut(text, SHOWN)}…"


def _take_rows(
    column: Column, table: Table[Any], raw: object, problems: list[Problem], *, posted: bool
) -> tuple[object, ...]:
    if not isinstance(raw, list):
        raise ValueError("not a list")
    rows = []
    for place, source in enumerate(raw):
        if not isinstance(source, dict):
            problems.append(Problem("", "not an object", list=column.wire, place=place))
            continue
        row, wrong = table.take(source, posted=posted)
        problems += [replace(problem, list=column.wire, place=place) for problem in wrong]
        if not wrong:
            rows.append(row)
    return tuple(rows)
