"""How old the open items are, per relation, on a day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Q

from bonbrug.books.models import Administration, Offset, OpenItem, OpenItems, Receipt, Relation
from bonbrug.values.money import NOTHING, total

DAYS = (0, 30, 60, 90)
"""The last day late of each band but the last; the first band is not yet due."""


@dataclass(slots=True)
class Aged:
    """What one relation has open, in a band per age: not due, to 30, 60, 90 days late, longer."""

    relation: Relation
    bands: list[Decimal]

    @property
    def total(self) -> Decimal:
        return total(self.bands)


@dataclass(frozen=True, slots=True)
class Standing:
    """What an open item had open on a day."""

    item: OpenItem
    open: Decimal


def ageing(books: Administration, day: date, today: date, *, owed_by_us: bool) -> Sequence[Aged]:
    """Return the open items of a day per relation, by their age on that day.

    From today on they are those of now. On a day before, what was dated later is left out.
    """
    items = books.open_items.filter(owed_by_us=owed_by_us).select_related("relation")
    if day >= today:
        return _per_relation((Standing(item, item.open) for item in items.still_open()), day)
    return _per_relation(standing_on(items, day), day)


def band_of(standing: Standing, day: date) -> int:
    """Return the place of its band; what is to be paid back is never late."""
    late = (day - standing.item.due_on).days if standing.open > 0 else 0
    return sum(late > last for last in DAYS)


def _per_relation(items: Iterable[Standing], day: date) -> Sequence[Aged]:
    rows: dict[int, Aged] = {}
    for one in items:
        relation = one.item.relation
        row = rows.setdefault(relation.pk, Aged(relation, [NOTHING] * (len(DAYS) + 1)))
        row.bands[band_of(one, day)] += one.open
    return sorted(rows.values(), key=lambda row: row.relation.code)


def standing_on(items: "OpenItems", day: date) -> Iterable[Standing]:
    """Take back what was booked, paid and offset after a day."""
    receipts = Receipt.objects.filter(open_item__in=items, date__gt=day)
    as_claim = Offset.objects.filter(claim__in=items, date__gt=day)
    as_credit = Offset.objects.filter(credit__in=items, date__gt=day)
    later: dict[int, Decimal] = defaultdict(lambda: NOTHING)
    for key, amount in receipts.values_list("open_item", "amount"):
        later[key] += amount
    for key, ours, amount in as_claim.values_list("claim", "claim__owed_by_us", "amount"):
        later[key] += -amount if ours else amount
    for key, ours, amount in as_credit.values_list("credit", "credit__owed_by_us", "amount"):
        later[key] += amount if ours else -amount
    moved = Q(date__gt=day) | Q(pk__in=receipts.values("open_item"))
    settled = Q(pk__in=as_claim.values("claim")) | Q(pk__in=as_credit.values("credit"))
    known = items.filter(~Q(paid=F("amount")) | moved | settled)
    stood = (Standing(item, _open_on(item, later[item.pk], day)) for item in known)
    return [one for one in stood if one.open]


def _open_on(item: OpenItem, later: Decimal, day: date) -> Decimal:
    """Return what was open; what is paid before the day of its invoice stands below zero."""
    amount = item.amount if item.date <= day else NOTHING
    return amount - (item.paid - later)


def sums(rows: Iterable[Aged]) -> list[Decimal]:
    """Add up each band."""
    kept = list(rows)
    return [total(row.bands[place] for row in kept) for place in range(len(DAYS) + 1)]
