"""Tables with search, filters, sort and rows per page, all kept in the address of the page."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise

from bonbrug.ui import query_parameters
from bonbrug.ui.csv_files import cell
from bonbrug.ui.searching import matching
from bonbrug.ui.table_files import AskedAsFile

Record = TypeVar("Record", bound=Model)
Text = str | Promise

PAGE_SIZES = (10, 25, 50, 100)
PAGE_SIZE = 25
SIZES = tuple(map(str, PAGE_SIZES))


@dataclass(frozen=True, slots=True)
class Column(Generic[Record]):
    """`cell` returns text or safe HTML; `kind`: text, code, number, date, status or action.

    `in_file` returns what stands in a file of the list, when that is not the text of the cell.
    """

    label: Text
    cell: Callable[[Record], object]
    sort: str = ""
    kind: str = "text"
    in_file: Callable[[Record], object] | None = None

    def text(self, record: Record) -> str:
        """Return what a file says."""
        value = (self.in_file or self.cell)(record)
        return cell(value, number=self.kind == "number")


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice above the table. `lookup` is a field look-up such as ``status`` or ``active``.

    `among` says for each choice which records it leaves, where no look-up can.
    """

    name: str
    label: Text
    choices: Sequence[tuple[str, Text]]
    lookup: str = ""
    among: Mapping[str, Q] = field(default_factory=dict)

    def of(self, chosen: str) -> Q:
        """Return what a record must be to stand there with this choice."""
        return self.among[chosen] if self.among else Q((self.lookup, chosen))


class Table(Generic[Record]):
    """What the template ``ui/table.html`` shows when it stands in the context as `table`."""

    def __init__(
        self,
        request: HttpRequest,
        records: QuerySet[Record],
        columns: Sequence[Column[Record]],
        *,
        search: Sequence[str] = (),
        amounts: Sequence[str] = (),
        filters: Sequence[Filter] = (),
        row_url: Callable[[Record], str] | None = None,
    ) -> None:
        self.request, self.columns = request, columns
        self.search, self.amounts, self.filters, self.row_url = search, amounts, filters, row_url
        self.words = query_parameters.words(request) if search else []
        self.word = query_parameters.text(request, "zoek")
        self.order = query_parameters.choice(request, "sorteer", _orders(columns))
        self.chosen = {one.name: _chosen(request, one) for one in filters}
        self.size = int(query_parameters.choice(request, "rijen", SIZES) or PAGE_SIZE)
        found = self._sorted(self._filtered(records))
        if query_parameters.choice(request, "als", ("csv",)):
            raise self._as_file(found)
        self.total = records.count()
        self.page = self._page(found)

    sizes = PAGE_SIZES

    @property
    def narrowed(self) -> bool:
        """Tell whether a search word or filter hides records."""
        return bool(self.word or any(self.chosen.values()))

    def _filtered(self, records: QuerySet[Record]) -> QuerySet[Record]:
        for item in self.filters:
            if self.chosen[item.name]:
                records = records.filter(item.of(self.chosen[item.name]))
        return matching(records, self.word, self.search, amounts=self.amounts)

    def _sorted(self, records: QuerySet[Record]) -> QuerySet[Record]:
        return records.order_by(self.order, "pk") if self.order else records

    def _page(self, records: QuerySet[Record]) -> "Page[Record]":
        pages = Paginator(records, self.size)
        if not self.narrowed:
            pages.count = self.total  # which was counted already
        return pages.get_page(query_parameters.number(self.request, "pagina") or 1)

    def _as_file(self, records: QuerySet[Record]) -> AskedAsFile:
        columns = [column for column in self.columns if column.kind != "action"]
        heads = [str(column.label) for column in columns]
        return AskedAsFile(heads, lambda record: [each.text(record) for each in columns], records)

    @property
    def heads(self) -> Iterable[dict[str, Any]]:
        """Yield the column heads with the address that sorts by them."""
        for column in self.columns:
            down = self.order == column.sort
            yield {
                "label": column.label,
                "kind": column.kind,
                "url": self.address(sorteer=f"-{column.sort}" if down else column.sort)
                if column.sort
                else "",
                "sorted": _direction(self.order, column.sort),
            }

    @property
    def rows(self) -> Iterable[dict[str, Any]]:
        """Yield the rows of this page: the cells and the address that a row opens."""
        for record in self.page.object_list:
            yield {
                "url": self.row_url(record) if self.row_url else "",
                "cells": [
                    {"kind": column.kind, "label": column.label, "value": column.cell(record)}
                    for column in self.columns
                ],
            }

    @property
    def choices(self) -> Iterable[dict[str, Any]]:
        """Yield the filters with what is chosen."""
        for item in self.filters:
            yield {"filter": item, "chosen": self.chosen[item.name]}

    @property
    def file_url(self) -> str:
        return self.address(als="csv")

    @property
    def next_url(self) -> str:
        return self.address(pagina=str(self.page.next_page_number()))

    @property
    def previous_url(self) -> str:
        return self.address(pagina=str(self.page.previous_page_number()))

    def address(self, **changes: str) -> str:
        """Return this page's address with some parameters changed (and back on the first page)."""
        query = query_parameters.whole(self.request)
        query.pop("pagina", None)
        for name, value in changes.items():
            query[name] = value
        return f"?{query.urlencode()}"


def _orders(columns: Sequence[Column[Any]]) -> set[str]:
    return {sign + column.sort for column in columns if column.sort for sign in ("", "-")}


def _chosen(request: HttpRequest, item: Filter) -> str:
    return query_parameters.choice(request, item.name, {value for value, _ in item.choices})


def _direction(order: str, field: str) -> str:
    if not field or order.removeprefix("-") != field:
        return ""
    return "descending" if order.startswith("-") else "ascending"
