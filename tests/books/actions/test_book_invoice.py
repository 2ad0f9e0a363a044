"""Booking: what lands on which account."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bonbrug.books.actions.book_invoice import book_invoice
from bonbrug.books.actions.change_invoice import change_invoice
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration, Category, Entry, LedgerAccount, OpenItem
from tests.books.shelf import BOOKED, DRAFT, LABOUR, PIPE, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def sides(entry: Entry) -> list[tuple[str, str, str]]:
    lines = entry.lines.select_related("account")
    return [(line.account.code, str(line.debit), str(line.credit)) for line in lines]


def entry_of(books: Administration) -> Entry:
    return books.entries.get()


def test_debtors_stand_against_revenue_and_vat(books: Administration) -> None:
    write_invoice(books, BOOKED, TODAY)
    assert sides(entry_of(books)) == [
        ("1300", "90.57", "0.00"),
        ("8020", "0.00", "63.00"),
        ("8000", "0.00", "11.85"),
        ("1500", "0.00", "15.72"),
    ]


def test_each_rate_has_its_own_vat_account(books: Administration) -> None:
    low = replace(PIPE, vat_code="LAAG_VERK_9", price=Decimal(100), quantity=Decimal(1))
    none = replace(low, vat_code="GEEN")
    write_invoice(books, replace(BOOKED, lines=(LABOUR, low, none)), TODAY)
    assert sides(entry_of(books)) == [
        ("1300", "285.23", "0.00"),
        ("8020", "0.00", "63.00"),
        ("8000", "0.00", "100.00"),
        ("8000", "0.00", "100.00"),
        ("1500", "0.00", "13.23"),
        ("1510", "0.00", "9.00"),
    ]


def test_a_credit_note_stands_the_other_way_round(books: Administration) -> None:
    back = replace(LABOUR, quantity=Decimal("-1.5"))
    write_invoice(books, replace(BOOKED, lines=(back,)), TODAY)
    assert sides(entry_of(books)) == [
        ("1300", "0.00", "76.23"),
        ("8020", "63.00", "0.00"),
        ("1500", "13.23", "0.00"),
    ]


def test_an_invoice_of_nothing_is_booked_too(books: Administration) -> None:
    write_invoice(books, replace(BOOKED, lines=(replace(LABOUR, price=Decimal(0)),)), TODAY)
    assert entry_of(books).posted
    assert not books.open_items.still_open().exists()


def test_the_debtor_account_with_the_lowest_code_is_used(books: Administration) -> None:
    LedgerAccount.objects.create(
        administration=books, code="1290", name="Debiteuren oud", category=Category.DEBTORS
    )
    write_invoice(books, BOOKED, TODAY)
    assert entry_of(books).account.code == "1290"


def test_an_invoice_that_was_set_ready_is_booked_later(books: Administration) -> None:
    invoice = write_invoice(books, DRAFT, TODAY)
    book_invoice(invoice, "Werkbon 1002", TODAY)
    invoice.refresh_from_db()
    assert invoice.booked_on == TODAY
    assert OpenItem.objects.get().open == invoice.gross


def test_an_invoice_is_never_booked_twice(books: Administration) -> None:
    invoice = write_invoice(books, BOOKED, TODAY)
    with pytest.raises(Refused, match="already_booked"):
        book_invoice(invoice, "nog eens", TODAY)
    assert books.entries.count() == 1


def test_an_invoice_without_a_debtor_account_is_refused_as_a_whole(books: Administration) -> None:
    books.ledger_accounts.filter(category=Category.DEBTORS).delete()
    with pytest.raises(Refused, match="no_account_of_category"):
        write_invoice(books, BOOKED, TODAY)
    assert not books.invoices.exists()


def test_an_invoice_that_is_set_ready_can_be_changed_and_booked(books: Administration) -> None:
    invoice = write_invoice(books, DRAFT, TODAY)
    changed = change_invoice(invoice, replace(BOOKED, lines=(PIPE,), reference="A-7"), TODAY)
    assert changed.number == invoice.number
    assert changed.reference == "A-7"
    assert changed.gross == Decimal("14.34")
    assert OpenItem.objects.get().open == Decimal("14.34")


def test_changing_to_a_taken_number_is_refused(books: Administration) -> None:
    write_invoice(books, replace(DRAFT, number="2018001"), TODAY)
    invoice = write_invoice(books, DRAFT, TODAY)
    with pytest.raises(Refused, match="number_taken"):
        change_invoice(invoice, replace(DRAFT, number="2018001"), TODAY)


def test_a_booked_invoice_is_not_changed(books: Administration) -> None:
    invoice = write_invoice(books, BOOKED, TODAY)
    with pytest.raises(Refused, match="already_booked"):
        change_invoice(invoice, replace(DRAFT, lines=(PIPE,)), TODAY)
    assert invoice.lines.count() == 2
