"""The rows of one firm in a house, found by following its keys up to the firm.

So a table that is added is never forgotten: without a way to the firm, asking for it fails.
"""

from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Field, ForeignKey, Model, QuerySet

from bonbrug.accounts.models import Organisation

Table = type[Model]


class NoWay(LookupError):
    """A table has no required key that leads to a firm."""


def rows_of(house: str, organisation: int) -> list[QuerySet[Any]]:
    """Return the rows of each table of a house; who points at another stands before it."""
    tables = sorted(apps.get_app_config(house).get_models(), key=lambda one: one.__name__)
    return [QuerySet(one).filter(**{way_of(one): organisation}) for one in in_order(tables)]


def in_order(tables: list[Table]) -> list[Table]:
    """Return tables in the order in which their rows can be removed."""
    sorter: TopologicalSorter[Table] = TopologicalSorter(dict.fromkeys(tables, ()))
    for table in tables:
        for target in {key.related_model for key in _keys(table)} - {table}:
            if target in tables:
                sorter.add(target, table)
    return list(sorter.static_order())


def way_of(table: Table) -> str:
    """Return the shortest way to the firm as a lookup, such as ``invoice__administration__…``."""
    ways = [("", table)]
    for way, place in ways:  # grows while it is read: the nearest come first
        for key in _keys(place):
            if key.null or key.related_model is place:
                continue
            if key.related_model is Organisation:
                return f"{way}{key.name}"
            ways.append((f"{way}{key.name}__", key.related_model))
    raise NoWay(table.__name__)


def erase(tables: list[QuerySet[Any]]) -> Counter[str]:
    """Remove the rows table by table, in the transaction of the caller; return how many.

    Each with one statement: a firm may have millions of rows, and none of them is looked at.
    """
    gone = Counter[str]()
    for rows in tables:
        gone[_label(rows)] += rows._raw_delete(connection.alias)  # noqa: SLF001 - as QuerySet does
    return +gone


def _label(rows: QuerySet[Any]) -> str:
    return str(rows.model._meta.label)  # noqa: SLF001 - documented by Django


def _keys(table: Table) -> Iterator[Any]:
    columns: tuple[Field[Any, Any], ...] = table._meta.concrete_fields  # noqa: SLF001 - documented
    yield from (column for column in columns if isinstance(column, ForeignKey))
