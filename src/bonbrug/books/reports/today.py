"""What customers of each administration still have to pay, and how much of it is late."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bonbrug.books.models import Administration, OpenItem
from bonbrug.values.money import total


@dataclass(frozen=True, slots=True)
class BooksToday:
    """Euros of one administration: all that is open, and of how many late invoices how much."""

    administration: Administration
    open: Decimal
    late: Decimal
    late_invoices: int


def today_of(organisations: Collection[int], today: date) -> list[BooksToday]:
    """Return the administrations of these organisations, by name."""
    books = Administration.objects.filter(organisation__in=organisations).order_by("name", "pk")
    items = OpenItem.objects.still_open().of_customers().filter(administration__in=books)
    open_of: dict[int, list[OpenItem]] = {one.pk: [] for one in books}
    for item in items.order_by():
        open_of[item.administration_id].append(item)
    return [_of(one, open_of[one.pk], today) for one in books]


def _of(books: Administration, items: Sequence[OpenItem], today: date) -> BooksToday:
    late = [item.open for item in items if item.is_late(today)]
    return BooksToday(books, total(item.open for item in items), total(late), len(late))
