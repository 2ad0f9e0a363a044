"""The columns that hold sealed values, as each house names its own, and sealing them anew.

What is sealed anew is found by the key that it names, so this may end at any moment and be done
again: what was reached stays, and the rest is found.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import Count, QuerySet
from django.db.models.functions import Substr

from bonbrug.values.sealing import Keyring, SealBroken, prefix_of

BATCH = 200
ID_PLACE, ID_LENGTH = len(prefix_of("")), 8
Row = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A column; its values are bound to what `belongs` makes of the `number` of the row."""

    model: type[models.Model]
    column: str
    belongs: Callable[[int], str]
    number: str = "pk"

    def __str__(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"  # noqa: SLF001 - documented by Django

    def rows(self) -> QuerySet[models.Model]:
        return self.model._default_manager.exclude(**{self.column: ""})  # noqa: SLF001 - likewise


def in_use(columns: Sequence[SealedColumn]) -> Counter[str]:
    """Return how many values there are by the id of the key that sealed them."""
    found: Counter[str] = Counter()
    for column in columns:
        named = column.rows().annotate(key=Substr(column.column, ID_PLACE, ID_LENGTH)).order_by()
        found.update(dict(named.values_list("key").annotate(Count("pk"))))
    return found


def seal_anew(
    columns: Sequence[SealedColumn], ring: Keyring, told: Callable[[int], None]
) -> list[str]:
    """Seal with the newest key what another sealed; return which values do not open.

    `told` hears after every batch how many were done; each batch is a short transaction.
    """
    done, broken = 0, list[str]()
    for column in columns:
        for rows in _batches(column, ring):
            anew = [(row, _anew(column, ring, row)) for row in rows]
            broken += [f"{column} of {row[0]}" for row, value in anew if value is None]
            with transaction.atomic():
                done += sum(_put(column, row, value) for row, value in anew if value is not None)
            told(done)
    return broken


def _batches(column: SealedColumn, ring: Keyring) -> Iterator[list[Row]]:
    older = column.rows().exclude(**{f"{column.column}__startswith": ring.prefix}).order_by("pk")
    fields, last = ("pk", column.number, column.column), 0
    while rows := list(older.filter(pk__gt=last).values_list(*fields)[:BATCH]):
        yield rows
        last = rows[-1][0]


def _anew(column: SealedColumn, ring: Keyring, row: Row) -> str | None:
    belongs = column.belongs(row[1])
    try:
        return ring.seal(ring.unseal(row[2], belongs), belongs)
    except SealBroken:
        return None


def _put(column: SealedColumn, row: Row, value: str) -> int:
    """Write it, unless somebody changed the value meanwhile: theirs is found by the next walk."""
    as_read = column.rows().filter(**{"pk": row[0], column.column: row[2]})
    return as_read.update(**{column.column: value})
