"""Which bookings are in the file: of which days, and up to which number.

Bookings are numbered in the order in which they are committed and never change, so that up to a
number they stand still, however long the writing takes and whatever is booked meanwhile.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, F, Q, QuerySet, Sum
from django.db.models.functions import Cast, Coalesce, Round

from bonbrug.books.models import Administration, EntryLine

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Chosen:
    """The days, within one calendar year, and the last number."""

    books: Administration
    first: date
    last: date
    up_to: int

    @property
    def new_year(self) -> date:
        return self.first.replace(month=1, day=1)

    def lines(self) -> QuerySet[EntryLine]:
        """Return what was booked in these days."""
        return self._posted().filter(entry__date__range=(self.first, self.last))

    def lines_before(self) -> QuerySet[EntryLine]:
        """Return what was booked before them."""
        return self._posted().filter(entry__date__lt=self.first)

    def _posted(self) -> QuerySet[EntryLine]:
        return EntryLine.objects.filter(
            entry__administration=self.books, entry__posted=True, entry__number__lte=self.up_to
        )


def cents_of(field: str, only: Q | None = None) -> Coalesce:
    """Add up a column in whole cents, which is exact on every database."""
    cents = Cast(Round(F(field) * 100), BigIntegerField())
    return Coalesce(Sum(cents, filter=only), 0)
