"""A posted record as it was read, and what is said of one that is not right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bonbrug.wire.werkbonapp.faults import Fault
from bonbrug.wire.werkbonapp.tables import MISSING, Problem, Table

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Posted(Generic[Row]):
    """One record: `given` are the attributes that it spoke of, `dropped` the fields nobody keeps.

    `name` is what people call it: the entity with its key, or its place in the post.
    """

    row: Row
    name: str
    given: frozenset[str] = frozenset()
    dropped: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """One sentence per problem, with the record, the line, the field and the value."""
        return tuple(f"{self.name}, {problem.told}" for problem in self.problems)


def read_record(source: Mapping[str, object], table: Table[Row], place: int) -> Posted[Row]:
    """Read one record; `place` counts from 1."""
    row, problems = table.take(source, posted=True)
    key = next((getattr(row, c.attribute) for c in table.columns if c.key), "")
    return Posted(
        row,
        f"{table.entity} {key}" if key else f"{table.entity} at place {place}",
        table.given(source),
        tuple(table.dropped(source)),
        tuple(problems),
    )


def demand_right(posted: Sequence[Posted[Any]], table: Table[Any]) -> None:
    """Raise the table's `missing` fault with a message per missing field, else its `failed`."""
    problems = [problem for one in posted for problem in one.problems]
    missing = [problem.field for problem in problems if problem.reason == MISSING]
    if missing:
        raise Fault(table.missing, [f"Required field missing: {field}" for field in missing])
    if problems:
        raise Fault(table.failed, [f"Invalid field: {told}" for one in posted for told in one.told])


def not_stored(posted: Sequence[Posted[Any]]) -> tuple[str, ...]:
    """Return a message for every field that was posted and is kept nowhere, each once."""
    names = dict.fromkeys(name for one in posted for name in one.dropped)
    return tuple(f"Field not stored: {name}" for name in names)
