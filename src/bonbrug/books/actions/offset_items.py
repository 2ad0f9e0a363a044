"""Settle two open items of one relation against each other, in full or in part."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from bonbrug.books.actions.invoice_draft import LAST_YEAR
from bonbrug.books.actions.locking import locked
from bonbrug.books.actions.post_entry import Amount, account_of, post
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import (
    Administration,
    Entry,
    EntryKind,
    LineRole,
    Offset,
    OpenItem,
)
from bonbrug.values.money import cents


def offset_items(one: OpenItem, other: OpenItem, amount: Decimal | None, day: date) -> Offset:
    """Offset an amount in euros; None means as much as both have open."""
    with transaction.atomic():
        return offset(locked(one.administration_id), one.pk, other.pk, amount, day)


def offset(
    books: Administration, one: int, other: int, amount: Decimal | None, day: date
) -> Offset:
    """Offset two open items by their keys; inside a transaction, the administration locked."""
    items = books.open_items.select_related("entry__account", "relation")
    claim, credit = sorted((items.get(pk=one), items.get(pk=other)), key=lambda item: -item.claim)
    settled = _checked(claim, credit, amount)
    if not max(claim.date, credit.date) <= day or day.year > LAST_YEAR:
        raise Refused("offset_too_early", first=max(claim.date, credit.date))
    entry = _entry(books, claim, credit, day)
    sides = (account_of(books, credit), settled), (account_of(books, claim), -settled)
    roles = LineRole.MAIN, LineRole.COUNTER
    post(entry, [Amount(role, *side) for role, side in zip(roles, sides, strict=True)])
    for item, amount_paid in ((claim, settled), (credit, -settled)):
        item.paid += -amount_paid if item.owed_by_us else amount_paid
        item.save(update_fields=["paid"])
    return Offset.objects.create(claim=claim, credit=credit, entry=entry, date=day, amount=settled)


def most(claim: OpenItem, credit: OpenItem) -> Decimal:
    """Return how much of these two can be offset at most."""
    return min(claim.claim, -credit.claim)


def _checked(claim: OpenItem, credit: OpenItem, amount: Decimal | None) -> Decimal:
    if claim.relation_id != credit.relation_id:
        raise Refused("offset_other_relation")
    if not claim.claim > 0 > credit.claim:
        raise Refused("offset_same_side")
    settled = most(claim, credit) if amount is None else cents(amount)
    if settled <= 0:
        raise Refused("payment_is_nothing")
    if settled > most(claim, credit):
        raise Refused("offset_too_much", most=most(claim, credit))
    return settled


def _entry(books: Administration, claim: OpenItem, credit: OpenItem, day: date) -> Entry:
    return Entry(
        administration=books,
        kind=EntryKind.MEMORIAL,
        date=day,
        description=f"Verrekening van {claim.number} met {credit.number}",
        relation=claim.relation,
        account=account_of(books, credit),
    )
