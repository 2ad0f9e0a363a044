"""Settling two open items of one relation against each other."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from bonbrug.books.actions.entry_amounts import EntryLineDraft
from bonbrug.books.actions.entry_draft import EntryDraft
from bonbrug.books.actions.keep_relation import RelationDraft, add_relation
from bonbrug.books.actions.offset_items import offset_items
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.actions.write_entry import write_entry
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration, EntryKind, Offset, OpenItem
from bonbrug.values.money import NOTHING
from tests.books.shelf import BOOKED, LABOUR, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BACK = replace(BOOKED, lines=(replace(LABOUR, quantity=Decimal(-1)),))  # € -50.82


@pytest.fixture
def claim(books: Administration) -> OpenItem:
    """Return an invoice of which € 90.57 is open."""
    return write_invoice(books, BOOKED, TODAY).open_item


@pytest.fixture
def credit(books: Administration) -> OpenItem:
    """Return a credit invoice of which € 50.82 is to be given back."""
    return write_invoice(books, BACK, TODAY).open_item


def fresh(item: OpenItem) -> Decimal:
    return OpenItem.objects.get(pk=item.pk).open


def supplied(books: Administration, amount: str) -> OpenItem:
    """Return an invoice that the same relation sent to us."""
    line = EntryLineDraft("7000", Decimal(amount), Decimal(amount), Decimal(0), Decimal(amount))
    draft = EntryDraft(
        EntryKind.INVOICE_RECEIVED, TODAY, "1600", (line,), "Inkoop", "TEST1", "I-1", term_days=14
    )
    return write_entry(books, draft).open_items.get()


def balance(books: Administration, code: str) -> Decimal:
    found = books.ledger_accounts.with_balance().get(code=code)
    return Decimal(getattr(found, "balance", 0))


@pytest.mark.parametrize("turned", [False, True])
def test_as_much_as_both_have_open_is_settled(
    claim: OpenItem, credit: OpenItem, turned: bool
) -> None:
    pair = (credit, claim) if turned else (claim, credit)
    offset = offset_items(*pair, None, TODAY)
    assert (offset.claim, offset.credit, offset.amount) == (claim, credit, Decimal("50.82"))
    assert (fresh(claim), fresh(credit)) == (Decimal("39.75"), NOTHING)


def test_a_part_is_settled(claim: OpenItem, credit: OpenItem) -> None:
    offset_items(claim, credit, Decimal(20), TODAY)
    assert (fresh(claim), fresh(credit)) == (Decimal("70.57"), Decimal("-30.82"))


def test_the_debtors_stay_what_is_open(
    books: Administration, claim: OpenItem, credit: OpenItem
) -> None:
    before = balance(books, "1300")
    offset = offset_items(claim, credit, None, TODAY)
    assert balance(books, "1300") == before == fresh(claim) + fresh(credit)
    assert offset.entry.posted
    assert offset.entry.description == "Verrekening van 2018001 met 2018002"


def test_what_we_owe_the_same_relation_is_settled_too(
    books: Administration, claim: OpenItem
) -> None:
    bill = supplied(books, "60.00")
    offset_items(claim, bill, None, TODAY)
    assert (fresh(claim), fresh(bill)) == (Decimal("30.57"), NOTHING)
    assert (balance(books, "1300"), balance(books, "1600")) == (Decimal("30.57"), NOTHING)


@pytest.mark.parametrize(
    ("amount", "day", "code"),
    [
        ("50.83", TODAY, "offset_too_much"),
        ("0", TODAY, "payment_is_nothing"),
        ("0.004", TODAY, "payment_is_nothing"),
        ("-5", TODAY, "payment_is_nothing"),
        ("5", date(2018, 9, 18), "offset_too_early"),
        ("5", date(2050, 1, 1), "offset_too_early"),
    ],
)
def test_what_cannot_be_settled_is_refused(
    claim: OpenItem, credit: OpenItem, amount: str, day: date, code: str
) -> None:
    with pytest.raises(Refused, match=code) as refused:
        offset_items(claim, credit, Decimal(amount), day)
    assert refused.value.sentence
    assert not Offset.objects.exists()


def test_two_of_the_same_side_are_refused(
    books: Administration, claim: OpenItem, credit: OpenItem
) -> None:
    other = write_invoice(books, BOOKED, TODAY).open_item
    for pair in ((claim, other), (claim, claim), (credit, credit)):
        with pytest.raises(Refused, match="offset_same_side"):
            offset_items(*pair, None, TODAY)


def test_two_relations_are_never_settled_against_each_other(
    books: Administration, claim: OpenItem
) -> None:
    add_relation(books, RelationDraft("ANDER", "Ander"), TODAY)
    theirs = write_invoice(books, replace(BACK, relation_code="ANDER"), TODAY).open_item
    with pytest.raises(Refused, match="offset_other_relation"):
        offset_items(claim, theirs, None, TODAY)


@pytest.mark.parametrize("paid", ["90.58", "-0.01"])
def test_the_database_itself_refuses_more_than_the_amount(claim: OpenItem, paid: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OpenItem.objects.filter(pk=claim.pk).update(paid=Decimal(paid))
