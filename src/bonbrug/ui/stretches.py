"""A part of a long list that begins behind one record: deep in it costs what its begin does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest

from bonbrug.ui import query_parameters

Record = TypeVar("Record", bound=Model)
SIZE = 25
BEHIND = "na"


@dataclass(frozen=True, slots=True)
class Stretch(Generic[Record]):
    """`next_behind` is the number of the last record here when more follow; `begins` the list."""

    rows: Sequence[Record]
    next_behind: int | None
    begins: bool


def stretch(
    records: QuerySet[Record], order: str, behind: int | None = None, size: int = SIZE
) -> Stretch[Record]:
    """Return the records that follow on the one with the number `behind`, in this order.

    `order` is a column with an index together with the number. An unknown one: LookupError.
    """
    found = records.order_by(order, "pk")
    if behind is not None:
        found = found.filter(_follows(records, order, behind))
    rows = list(found[: size + 1])
    last = rows[size - 1].pk if len(rows) > size else None
    return Stretch(rows[:size], last, behind is None)


def asked_stretch(
    request: HttpRequest, records: QuerySet[Record], order: str, size: int = SIZE
) -> Stretch[Record]:
    """Return what the address of a page asks; 404 when the record to begin behind is gone."""
    try:
        return stretch(records, order, query_parameters.number(request, BEHIND), size)
    except LookupError:
        raise Http404 from None


def next_address(request: HttpRequest, part: Stretch[Record]) -> str:
    """Return the address of what follows, '' when nothing does."""
    query = query_parameters.whole(request)
    query[BEHIND] = str(part.next_behind)
    return f"?{query.urlencode()}" if part.next_behind else ""


def first_address(request: HttpRequest, part: Stretch[Record]) -> str:
    """Return the address of where the list begins, '' when this is it."""
    query = query_parameters.whole(request)
    query.pop(BEHIND, None)
    return "" if part.begins else f"?{query.urlencode()}"


def _follows(records: QuerySet[Record], order: str, behind: int) -> Q:
    found = list(QuerySet(records.model).filter(pk=behind).values_list(order, flat=True))
    if not found:
        raise LookupError(behind)
    if found[0] is None:  # it left the list meanwhile: begin anew
        return Q()
    return Q(**{f"{order}__gte": found[0]}) & ~Q(**{order: found[0], "pk__lte": behind})
