"""Advanced filters on a list: key, value and operator (specs/werkbonapp section 3)."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict

from bonbrug.ui.searching import holds
from bonbrug.wire.werkbonapp.faults import NOT_PARSED, Fault
from bonbrug.wire.werkbonapp.queries import Filter, read_filters

_LOOKUPS = {"eq": "", "ne": "", "gt": "__gt", "ge": "__gte", "lt": "__lt", "le": "__lte"}
# The documented sample asks for a column by a name that the messages do not have.
_ALSO = {"zip": "postal_code"}


def filtered(
    rows: "QuerySet[Any]", query: QueryDict, columns: Mapping[str, str]
) -> "QuerySet[Any]":
    """Keep the rows that every filter in the query allows; `columns`: wire name → ours."""
    pairs = [(name, text) for name, texts in query.lists() for text in texts]
    for one in read_filters(pairs):
        column = columns.get(_ALSO.get(one.key, one.key))
        if column is None:
            raise Fault(NOT_PARSED, [f"Filter invalid. Key: {one.key} not found"])
        rows = rows.filter(_condition(one, column))
    return rows


def _condition(one: Filter, column: str) -> Q:
    if one.operator == "li":
        return Q(holds(one.value.strip("%"), [column]))
    condition = Q(**{f"{column}{_LOOKUPS[one.operator]}": one.value})
    return ~condition if one.operator == "ne" else condition
