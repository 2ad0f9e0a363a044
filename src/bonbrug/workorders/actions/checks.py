"""Whether values fit their columns; asked before writing, so that a database never has to say no.

SQLite takes any length, PostgreSQL does not: the answer must be the same on both.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from django.db.models import DecimalField, Field, Model

from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models.columns import columns_of

_columns = lru_cache(maxsize=64)(columns_of)


def check(model: type[Model], values: Mapping[str, object]) -> None:
    """Raise Refused for the first value that does not fit its column."""
    columns = _columns(model)
    for name, value in values.items():
        if isinstance(value, str):
            _check_text(name, value, columns[name].max_length)
        elif isinstance(value, Decimal):
            _check_amount(name, value, columns[name])


def _check_text(name: str, value: str, limit: int | None) -> None:
    if "\0" in value:
        raise Refused("not_a_text", field=name)
    if limit is not None and len(value) > limit:
        raise Refused("too_long", field=name, limit=limit)


def _check_amount(name: str, value: Decimal, column: "Field[Any, Any]") -> None:
    if not isinstance(column, DecimalField):
        return
    places, digits = column.decimal_places, column.max_digits
    if not value.is_finite() or abs(value) >= Decimal(10) ** (digits - places):
        raise Refused("amount_too_fine", field=name, places=places)
    if value != value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):
        raise Refused("amount_too_fine", field=name, places=places)


def demand(values: Mapping[str, object], *names: str) -> None:
    """Raise Refused for the first of these fields that is empty."""
    for name in names:
        if not str(values.get(name) or "").strip():
            raise Refused("field_missing", field=name)
