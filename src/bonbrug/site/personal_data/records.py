"""What one row says about a person, by what it is; never what lets somebody in."""

import base64
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Model, QuerySet

from bonbrug.site.personal_data import houses
from bonbrug.values.personal_data import Held, Person, Whose

Values = dict[str, dict[str, Any]]
CHUNK = 50
OTHER = "other"


class Records:
    """The rows of one table about a person, `values` of each in turn; never all at once."""

    def __init__(self, rows: QuerySet[Any], person: Person) -> None:
        self.rows, self.person = rows.order_by("pk"), person
        about = rows.model._meta  # noqa: SLF001 - documented by Django
        self.label = str(about.label)
        self.attributes = {column.name: column.attname for column in about.concrete_fields}
        self.house, self.name = houses.house_of(self.label), self.label.partition(".")[2]
        self.held = [held for held in houses.data_map(self.label) if self._is_told(held)]
        self.opens = houses.opened_columns(self.house)

    def _is_told(self, held: Held) -> bool:
        """All of a customer is told; of what somebody did only what is about that person."""
        ours = self.person.whose is Whose.CUSTOMER or self.person.whose in held.whose
        return ours and not held.secret

    def __iter__(self) -> Iterator[Values]:
        for row in self.rows.iterator(chunk_size=CHUNK):
            yield self._values(row)

    def _values(self, row: Model) -> Values:
        told = {held.what: self._told(row, held.columns) for held in self.held}
        others = houses.other_columns(self.label)
        return {OTHER: {"id": plain(row.pk), **self._told(row, others)}, **told}

    def _told(self, row: Model, columns: tuple[str, ...]) -> dict[str, Any]:
        return {name: self._value(row, name) for name in columns}

    def _value(self, row: Model, name: str) -> Any:
        opened = self.opens.get((self.name, name))
        if opened:
            return plain(opened(row))
        return plain(getattr(row, self.attributes[name]))


def plain(value: Any) -> Any:
    """Return a value as JSON has it: amounts and days as text, pictures as base64."""
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dict):
        return {str(name): plain(inside) for name, inside in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inside) for inside in value]
    return value if isinstance(value, str | int | None) else str(value)
