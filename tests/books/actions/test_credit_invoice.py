"""Crediting a booked invoice, in full and in part."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bonbrug.books.actions.credit_invoice import CreditDraft, credit_invoice
from bonbrug.books.actions.credit_lines import gross_left, left_of
from bonbrug.books.actions.receive_payment import receive_payment
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration, Entry, Invoice, LineRole, Offset, OpenItem
from bonbrug.values.money import NOTHING
from tests.books.shelf import BOOKED, LABOUR, PIPE, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

LATER = date(2018, 9, 25)


@pytest.fixture
def invoice(books: Administration) -> Invoice:
    """Return a booked invoice of 1.5 hour at 42.00 and 3 pipes at 3.95: € 90.57 with VAT."""
    return write_invoice(books, BOOKED, TODAY)


def credited(
    invoice: Invoice, quantities: Mapping[int, str] | None = None, day: date = LATER
) -> Invoice:
    wanted = {place: Decimal(text) for place, text in (quantities or {}).items()}
    return credit_invoice(invoice, CreditDraft(day, wanted or None), day)


def item(invoice: Invoice) -> OpenItem:
    return OpenItem.objects.get(invoice=invoice)


def sides(entry: Entry) -> list[tuple[str, str, str]]:
    lines = entry.lines.select_related("account")
    return [(line.account.code, str(line.debit), str(line.credit)) for line in lines]


def test_a_credit_invoice_is_the_opposite_with_the_next_number(invoice: Invoice) -> None:
    credit = credited(invoice)
    assert (credit.number, credit.credits, credit.date) == ("2018002", invoice, LATER)
    assert (credit.net, credit.vat, credit.gross) == (-invoice.net, -invoice.vat, -invoice.gross)
    assert [(line.quantity, line.code, line.price) for line in credit.lines.all()] == [
        (Decimal("-1.5"), "2", Decimal(42)),
        (Decimal(-3), "KB15", Decimal("3.95")),
    ]
    assert credit.booked_on == LATER


def test_it_is_booked_the_other_way_round(invoice: Invoice) -> None:
    credit = credited(invoice)
    booking = credit.entries.get()
    assert booking.description == "Credit van factuur 2018001"
    assert sides(booking) == [
        ("1300", "0.00", "90.57"),
        ("8020", "63.00", "0.00"),
        ("8000", "11.85", "0.00"),
        ("1500", "15.72", "0.00"),
    ]


def test_both_open_items_are_settled_against_each_other(invoice: Invoice) -> None:
    credit = credited(invoice)
    assert (item(invoice).open, item(credit).open) == (NOTHING, NOTHING)
    offset = Offset.objects.get()
    assert (offset.claim, offset.credit, offset.amount) == (
        item(invoice),
        item(credit),
        Decimal("90.57"),
    )
    assert sides(offset.entry) == [("1300", "90.57", "0.00"), ("1300", "0.00", "90.57")]


def test_what_was_paid_already_stays_open_to_be_paid_back(invoice: Invoice) -> None:
    receive_payment(invoice.open_item, Decimal(40), TODAY, "1100")
    credit = credited(invoice)
    assert (item(invoice).open, item(credit).open) == (NOTHING, Decimal(-40))
    receive_payment(item(credit), Decimal(-40), LATER, "1100")
    assert not OpenItem.objects.still_open().exists()


def test_a_paid_invoice_is_credited_without_anything_to_offset(invoice: Invoice) -> None:
    receive_payment(invoice.open_item, Decimal("90.57"), TODAY, "1100")
    credit = credited(invoice)
    assert item(credit).open == Decimal("-90.57")
    assert not Offset.objects.exists()


def test_a_part_is_credited_and_the_rest_stays_open(invoice: Invoice) -> None:
    credit = credited(invoice, {2: "1"})
    assert [(line.quantity, line.net, line.vat) for line in credit.lines.all()] == [
        (Decimal(-1), Decimal("-3.95"), Decimal("-0.83"))
    ]
    assert item(invoice).open == Decimal("85.79")
    assert gross_left(invoice) == Decimal("85.79")


def test_the_rest_of_a_line_gives_back_the_last_cent(books: Administration) -> None:
    odd = replace(PIPE, quantity=Decimal(3), price=Decimal("0.1250"))  # 0.38 and 0.08 VAT
    invoice = write_invoice(books, replace(BOOKED, lines=(odd,)), TODAY)
    parts = [credited(invoice, {1: "1"}) for _ in range(3)]
    assert [str(part.gross) for part in parts] == ["-0.16", "-0.16", "-0.14"]
    assert sum(part.gross for part in parts) == -invoice.gross
    assert item(invoice).open == 0


@pytest.mark.parametrize(
    ("quantities", "code"),
    [
        ({2: "3.0001"}, "credit_line_too_much"),
        ({2: "-1"}, "credit_line_too_much"),
        ({9: "1"}, "credit_line_unknown"),
        ({1: "0"}, "credit_nothing"),
    ],
)
def test_never_more_than_the_line(
    invoice: Invoice, quantities: Mapping[int, str], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        credited(invoice, quantities)
    assert Invoice.objects.count() == 1


def test_a_line_is_not_credited_twice(invoice: Invoice) -> None:
    credited(invoice, {2: "2"})
    with pytest.raises(Refused, match="credit_line_too_much") as refused:
        credited(invoice, {2: "2"})
    assert "1" in refused.value.sentence
    credited(invoice)
    assert not any(rest.left.quantity for rest in left_of(invoice))
    with pytest.raises(Refused, match="credit_nothing"):
        credited(invoice)


def test_the_total_is_never_credited_beyond_the_invoice(books: Administration) -> None:
    back = replace(PIPE, quantity=Decimal(-1), price=Decimal(20))
    invoice = write_invoice(books, replace(BOOKED, lines=(LABOUR, back)), TODAY)
    for quantities in ({1: "1.5"}, {2: "-1"}):
        with pytest.raises(Refused, match="credit_total_too_much"):
            credited(invoice, quantities)
    credit = credited(invoice)
    assert credit.gross == -invoice.gross


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"book": False}, "credit_not_booked"),
        ({"lines": (replace(LABOUR, quantity=Decimal(-1)),)}, "credit_of_credit"),
    ],
)
def test_what_cannot_be_credited_is_refused_by_its_name(
    books: Administration, change: dict[str, Any], code: str
) -> None:
    invoice = write_invoice(books, replace(BOOKED, **change), TODAY)
    with pytest.raises(Refused, match=code) as refused:
        credited(invoice)
    assert invoice.number in refused.value.sentence


def test_a_credit_invoice_is_not_credited_itself(invoice: Invoice) -> None:
    credit = credited(invoice)
    with pytest.raises(Refused, match="credit_of_credit"):
        credited(credit)


@pytest.mark.parametrize("day", [date(2018, 9, 18), date(2050, 1, 1)])
def test_the_day_is_that_of_the_invoice_or_later(invoice: Invoice, day: date) -> None:
    with pytest.raises(Refused, match="credit_too_early"):
        credited(invoice, day=day)
    assert credited(invoice, day=TODAY).date == TODAY


def test_the_rate_is_that_of_the_day_of_the_invoice(books: Administration) -> None:
    low = replace(PIPE, vat_code="LAAG_VERK", price=Decimal(100), quantity=Decimal(2))
    invoice = write_invoice(books, replace(BOOKED, lines=(low,)), TODAY)
    credit = credited(invoice, {1: "1"}, date(2019, 2, 1))
    assert (invoice.vat, credit.vat) == (Decimal(12), Decimal(-6))
    assert sides(credit.entries.get())[-1] == ("1510", "6.00", "0.00")


@pytest.mark.parametrize(
    "code", ["VERL_VERK", "VERL_VERK_L9", "BI_EU_VERK", "BI_EU_VERK_D", "BU_EU_VERK", "AFW_VERK"]
)
def test_a_code_without_vat_is_credited_under_the_same_code(
    books: Administration, code: str
) -> None:
    line = replace(LABOUR, vat_code=code)
    invoice = write_invoice(books, replace(BOOKED, lines=(line,)), TODAY)
    credit = credited(invoice)
    assert (credit.net, credit.vat) == (Decimal(-63), NOTHING)
    counters = credit.entries.get().lines.filter(role=LineRole.COUNTER)
    assert [(each.vat_code, each.debit) for each in counters] == [(code, Decimal(63))]


def test_an_invoice_of_nothing_is_credited_too(books: Administration) -> None:
    free = replace(LABOUR, price=Decimal(0))
    invoice = write_invoice(books, replace(BOOKED, lines=(free,)), TODAY)
    credit = credited(invoice)
    assert (credit.gross, credit.is_credit) == (NOTHING, True)


def test_money_that_is_given_back_is_not_collected(books: Administration) -> None:
    details = {"account": "NL02ABNA0123456789", "holder": "T", "city": "U", "text_1": "F"}
    collected = replace(BOOKED, delivery="incasso", details=details)
    credit = credited(write_invoice(books, collected, TODAY))
    assert (credit.delivery, credit.delivery_details) == ("post", {})
