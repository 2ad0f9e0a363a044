"""The booked lines behind a VAT return, each in one box."""

from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from bonbrug.books.models import OUTGOING, Administration, Category, EntryKind, EntryLine, LineRole
from bonbrug.books.reports.periods import Period
from bonbrug.books.reports.vat_boxes import BY_SIDE, CODES, UNTAXED, Box, spellings

# Where a line without VAT is a sale or a purchase; elsewhere it moves money or corrects.
TRADE = (
    *(EntryKind.INVOICE_SENT, EntryKind.INVOICE_RECEIVED),
    *(EntryKind.MONEY_RECEIVED, EntryKind.MONEY_SPENT),
)
# With annotations a record has more fields than its model, so that no type names it.
Lines = QuerySet[Any]


def vat_lines(books: Administration, period: Period) -> Lines:
    """Return the posted lines of a period that are a sale or a purchase, each with its `box`."""
    lines: Lines = EntryLine.objects.filter(
        entry__administration=books,
        entry__posted=True,
        entry__date__range=(period.first, period.last),
        role=LineRole.COUNTER,
    )
    trade = Q(entry__kind__in=TRADE, account__category=Category.RESULT)
    kept = lines.exclude(vat_code="").exclude(Q(vat_code=UNTAXED, vat=0) & ~trade)
    placed = kept.annotate(place=_place(), day=F("entry__date"), kind=F("entry__kind"))
    boxed: Lines = placed.annotate(box=_box(books))
    return boxed.order_by("day", "entry__number", "position")


def lines_of(books: Administration, period: Period, box: Box) -> Lines:
    """Return the lines behind a box; 5b also deducts what was reversed to us."""
    lines = vat_lines(books, period)
    if box is not Box.INPUT:
        return lines.filter(box=box)
    # Nothing is reckoned in 4a and 4b, but a cent may have been booked with it.
    also = Q(box=Box.REVERSED) | Q(box__in=(Box.FROM_OUTSIDE, Box.FROM_EU)) & ~Q(vat=0)
    if books.exempt_days:
        also &= ~Q(entry__date__range=books.exempt_days)
    return lines.filter(Q(box=Box.INPUT) | also)


def _place() -> Case:
    """Write `box_of` as the database reads it."""
    bought = Q(entry__kind__in=OUTGOING)
    sides = [
        When(side & Q(vat_code=code), then=Value(str(box)))
        for code, (sold_in, bought_in) in BY_SIDE.items()
        for box, side in ((sold_in, ~bought), (bought_in, bought))
    ]
    plain = [
        When(vat_code__in=spellings(codes), then=Value(str(box))) for box, codes in CODES.items()
    ]
    default = Value(str(Box.UNKNOWN))
    return Case(*sides, *plain, default=default, output_field=CharField())


def _box(books: Administration) -> Case | F:
    """Take input VAT of the days under the scheme for small businesses out of 5b."""
    if not books.exempt_days:
        return F("place")
    mine = When(
        place=Box.INPUT, entry__date__range=books.exempt_days, then=Value(str(Box.NOT_DEDUCTED))
    )
    return Case(mine, default=F("place"), output_field=CharField())
