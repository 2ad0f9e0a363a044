"""A message as a table: which wire name holds which attribute, of what kind and length."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Generic, TypeGuard, TypeVar

from bonbrug.wire.werkbonapp.kinds import TEXT, Kind
from bonbrug.wire.werkbonapp.limits import LINE, is_too_long

Row = TypeVar("Row")

MISSING = "missing"
_ABSENT = object()


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
            and self.kind is TEXT
            and raw.isascii()
            and len(raw) <= self.limit
            and "\0" not in raw
            and self.rows is None
            and not raw.isspace()
            and raw != ""
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """Why one field could not be read; `where` is empty or the line it is in."""

    field: str
    reason: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.where}{self.field}: {self.reason}"


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
                problems.append(Problem(column.wire, str(error)))
        return self.make(**values), problems

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
    if posted and is_too_long(value, column.limit):
        raise ValueError(f"longer than {column.limit}")
    return value.strip() if column.key else value


def _take_rows(
    column: Column, table: Table[Any], raw: object, problems: list[Problem], *, posted: bool
) -> tuple[object, ...]:
    if not isinstance(raw, list):
        raise ValueError("not a list")
    rows = []
    for place, source in enumerate(raw):
        where = f"{column.wire}[{place}]."
        if not isinstance(source, dict):
            problems.append(Problem("", "not an object", where))
            continue
        row, wrong = table.take(source, posted=posted)
        problems += [replace(problem, where=where + problem.where) for problem in wrong]
        if not wrong:
            rows.append(row)
    return tuple(rows)
