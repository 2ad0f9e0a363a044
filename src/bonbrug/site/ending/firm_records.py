"""The rows of a firm as they are exported: every column but what lets somebody in."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.db.models import Model, QuerySet

from bonbrug.accounts.end_firm import rows_of as rows_of_accounts
from bonbrug.site.personal_data import houses
from bonbrug.site.personal_data.records import CHUNK, plain

DIGEST = "digest"  # of a token, or of a name in a log


class FirmRecords:
    """The rows of one table of a firm, one after another; never all at once."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        about = rows.model._meta  # noqa: SLF001 - documented by Django
        self.rows, self.label = rows.order_by("pk"), str(about.label)
        self.house, self.name = houses.house_of(self.label), self.label.partition(".")[2]
        self.opens = houses.opened_columns(self.house)
        hidden = self._hidden()
        self.columns = [
            one
            for one in about.concrete_fields
            if one.name not in hidden and not one.name.endswith(DIGEST)
        ]

    def _hidden(self) -> set[str]:
        secret = [held.columns for held in houses.data_map(self.label) if held.secret]
        sealed = houses.sealed_columns(self.house, self.name)
        opened = {name for table, name in self.opens if table == self.name}
        return {*chain.from_iterable(secret), *sealed} - opened

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for row in self.rows.iterator(chunk_size=CHUNK):
            yield {column.name: self._value(row, column) for column in self.columns}

    def _value(self, row: Model, column: Any) -> Any:
        opened = self.opens.get((self.name, column.name))
        return plain(opened(row) if opened else getattr(row, column.attname))


def tables_of(organisation: int) -> list[FirmRecords]:
    """Return every table of every open house that has rows of this firm."""
    every = [*rows_of_accounts(organisation)]
    for house in reversed(houses.open_houses()):
        every += reversed(houses.actions(house, "end_firm").rows_of(organisation))
    return [FirmRecords(rows) for rows in every if rows.exists()]
