"""Payments of customers."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bonbrug.books.actions.receive_payment import receive_payment
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration, OpenItem
from tests.books.shelf import BOOKED, LABOUR, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def item(books: Administration) -> OpenItem:
    return write_invoice(books, BOOKED, TODAY).open_item


def test_a_full_payment_closes_the_open_item(books: Administration, item: OpenItem) -> None:
    receipt = receive_payment(item, Decimal("90.57"), TODAY, "1100")
    assert not books.open_items.still_open().exists()
    lines = receipt.entry.lines.select_related("account")
    assert [(line.account.code, line.debit - line.credit) for line in lines] == [
        ("1100", Decimal("90.57")),
        ("1300", Decimal("-90.57")),
    ]


def test_a_part_payment_leaves_the_rest_open(item: OpenItem) -> None:
    receive_payment(item, Decimal("50.57"), TODAY, "1000")
    item.refresh_from_db()
    assert item.open == Decimal(40)


def test_two_payments_from_the_same_page_are_both_counted(item: OpenItem) -> None:
    stale = OpenItem.objects.get(pk=item.pk)
    receive_payment(item, Decimal(50), TODAY, "1100")
    receive_payment(stale, Decimal("40.57"), TODAY, "1100")
    item.refresh_from_db()
    assert item.open == 0


@pytest.mark.parametrize(
    ("amount", "account", "code"),
    [
        ("0", "1100", "payment_is_nothing"),
        ("-5", "1100", "payment_wrong_side"),
        ("90.58", "1100", "more_than_open"),
        ("10", "8000", "account_holds_no_money"),
        ("10", "4711", "account_unknown"),
    ],
)
def test_a_wrong_payment_is_refused(item: OpenItem, amount: str, account: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        receive_payment(item, Decimal(amount), TODAY, account)
    item.refresh_from_db()
    assert item.paid == 0


def test_a_credit_note_is_paid_back(books: Administration) -> None:
    back = replace(LABOUR, quantity=Decimal("-1.5"))
    item = write_invoice(books, replace(BOOKED, lines=(back,)), TODAY).open_item
    receive_payment(item, Decimal("-76.23"), TODAY, "1100")
    assert not books.open_items.still_open().exists()
