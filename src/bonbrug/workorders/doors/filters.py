"""Advanced filters on a list: key, value and operator (docs/wire/werkbonapp.md §3)."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from bonbrug.ui.searching import holds
from bonbrug.wire.werkbonapp.faults import NOT_PARSED, Fault
from bonbrug.wire.werkbonapp.kinds import TEXT
from bonbrug.wire.werkbonapp.php_query import Query
from bonbrug.wire.werkbonapp.queries import Filter, read_filters
from bonbrug.wire.werkbonapp.tables import Column, Table

_LOOKUPS = {"eq": "", "ne": "", "gt": "__gt", "ge": "__gte", "lt": "__lt", "le": "__lte"}
# The documented sample asks for a column by a name that the messages do not have.
_ALSO = {"zip": "postal_code"}


def filtered(
    rows: "QuerySet[Any]", query: Query, table: Table[Any], columns: Mapping[str, str]
) -> "QuerySet[Any]":
    """Keep the rows that every filter in the query allows; `columns`: attribute → ours.

    Fault 1504 for a key, operator or value that is not understood: the whole list is never the
    answer to a filter.
    """
    for one in read_filters(query):
        column = _column(one, table, columns)
        rows = rows.filter(_condition(one, column, columns[column.attribute]))
    return rows


def _column(one: Filter, table: Table[Any], columns: Mapping[str, str]) -> Column:
    name = _ALSO.get(one.key, one.key)
    for column in table.columns:
        if column.wire == name and column.attribute in columns:
            return column
    raise Fault(NOT_PARSED, [f"Filter invalid. Key: {one.key} not found"])


def _condition(one: Filter, column: Column, ours: str) -> Q:
    if one.operator == "li":
        return _like(one, column, ours)
    condition = Q(**{f"{ours}{_LOOKUPS[one.operator]}": _value(one, column)})
    return ~condition if one.operator == "ne" else condition


def _like(one: Filter, column: Column, ours: str) -> Q:
    """``%`` at either end leaves that end open; without any, the text may stand anywhere."""
    text = one.value.strip("%")
    if column.kind is not TEXT or "%" in text:
        raise Fault(NOT_PARSED, [f"Filter invalid. Operator li: {one.key}, {one.value}"])
    ends = (one.value.startswith("%"), one.value.endswith("%"))
    if ends[0] == ends[1]:
        return Q(holds(text, [ours]))
    return Q(**{f"{ours}__{'istartswith' if ends[1] else 'iendswith'}": text})


def _value(one: Filter, column: Column) -> Any:
    """Return the value as its column holds it; an empty one stands for no day, time or number."""
    if column.kind is TEXT:
        return _row(one) if column.wire == "id" else one.value
    try:
        value = column.kind.read(one.value)
    except ValueError:
        value = None
    if value is None:
        raise Fault(NOT_PARSED, [f"Filter invalid. Value of {one.key}: {one.value}"])
    return value


def _row(one: Filter) -> int:
    if one.value.isascii() and one.value.isdigit() and len(one.value) < 19:
        return int(one.value)
    raise Fault(NOT_PARSED, [f"Filter invalid. Value of {one.key}: {one.value}"])
