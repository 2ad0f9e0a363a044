"""Making invoices."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bonbrug.books.actions.invoice_draft import InvoiceDraft
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration, Delivery, Entry, Invoice, OpenItem
from tests.books.shelf import BOOKED, DRAFT, LABOUR, PIPE, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_an_invoice_is_set_ready_without_a_booking(books: Administration) -> None:
    invoice = write_invoice(books, DRAFT, TODAY)
    assert (invoice.net, invoice.vat, invoice.gross) == (
        Decimal("74.85"),
        Decimal("15.72"),
        Decimal("90.57"),
    )
    assert invoice.due_on == date(2018, 10, 3)
    assert not invoice.is_booked
    assert not Entry.objects.exists()


def test_the_lines_keep_their_order(books: Administration) -> None:
    invoice = write_invoice(books, DRAFT, TODAY)
    assert [line.code for line in invoice.lines.all()] == ["2", "KB15"]


def test_the_first_number_is_the_year_with_001(books: Administration) -> None:
    assert write_invoice(books, DRAFT, TODAY).number == "2018001"


def test_a_chosen_number_is_used_as_it_is_and_counted_on(books: Administration) -> None:
    assert write_invoice(books, replace(DRAFT, number="2018009"), TODAY).number == "2018009"
    assert write_invoice(books, DRAFT, TODAY).number == "2018010"


def test_a_lower_chosen_number_does_not_turn_the_counter_back(books: Administration) -> None:
    write_invoice(books, replace(DRAFT, number="2018009"), TODAY)
    write_invoice(books, replace(DRAFT, number="2018003"), TODAY)
    assert write_invoice(books, DRAFT, TODAY).number == "2018010"


def test_one_number_by_hand_leaves_the_series_alone(books: Administration) -> None:
    write_invoice(books, replace(DRAFT, number="2018009"), TODAY)
    assert write_invoice(books, replace(DRAFT, number="F-77"), TODAY).number == "F-77"
    assert write_invoice(books, DRAFT, TODAY).number == "2018010"


def test_a_series_with_letters_goes_on_as_the_link_goes_on_with_it(books: Administration) -> None:
    write_invoice(books, replace(DRAFT, number="F00001"), TODAY)
    assert write_invoice(books, DRAFT, TODAY).number == "F00002"


def test_the_year_of_a_number_is_that_of_the_invoice_date(books: Administration) -> None:
    days = [date(2026, 12, 20), date(2027, 1, 5), date(2026, 12, 28)]
    made = [write_invoice(books, replace(DRAFT, date=day), day).number for day in days]
    assert made == ["2026001", "2027001", "2026002"]


def test_one_odd_date_moves_no_series(books: Administration) -> None:
    days = [date(2026, 12, 20), date(2049, 12, 31), date(2026, 12, 21), date(2027, 1, 4)]
    made = [write_invoice(books, replace(DRAFT, date=day), TODAY).number for day in days]
    assert made == ["2026001", "2049001", "2026002", "2027001"]


def test_a_new_year_keeps_the_width_of_the_series(books: Administration) -> None:
    write_invoice(books, replace(DRAFT, number="2018-00041"), TODAY)
    later = date(2019, 1, 2)
    assert write_invoice(books, replace(DRAFT, date=later), later).number == "2019-00001"


def test_a_number_that_differs_in_capitals_only_is_taken(books: Administration) -> None:
    write_invoice(books, replace(DRAFT, number="f-77"), TODAY)
    with pytest.raises(Refused, match="number_taken"):
        write_invoice(books, replace(DRAFT, number="F-77"), TODAY)


def test_a_new_year_starts_a_new_series(books: Administration) -> None:
    write_invoice(books, replace(DRAFT, number="2018010"), TODAY)
    later = replace(DRAFT, date=date(2019, 1, 2))
    assert write_invoice(books, later, date(2019, 1, 2)).number == "2019001"


def test_a_series_of_ones_own_simply_goes_on(books: Administration) -> None:
    write_invoice(books, replace(DRAFT, number="41"), TODAY)
    assert write_invoice(books, DRAFT, TODAY).number == "42"


def test_a_taken_invoice_number_is_refused(books: Administration) -> None:
    write_invoice(books, replace(DRAFT, number="2018010"), TODAY)
    with pytest.raises(Refused, match="number_taken"):
        write_invoice(books, replace(DRAFT, number="2018010"), TODAY)
    assert Invoice.objects.count() == 1


def test_a_refused_invoice_leaves_no_gap(books: Administration) -> None:
    with pytest.raises(Refused, match="booking_text_missing"):
        write_invoice(books, replace(DRAFT, book=True), TODAY)
    assert not Invoice.objects.exists()
    assert write_invoice(books, DRAFT, TODAY).number == "2018001"


def test_a_booked_invoice_comes_with_entry_and_open_item(books: Administration) -> None:
    invoice = write_invoice(books, BOOKED, TODAY)
    assert invoice.booked_on == TODAY
    assert OpenItem.objects.get(invoice=invoice).open == Decimal("90.57")
    assert Entry.objects.get(invoice=invoice).posted


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"relation_code": ""}, "relation_missing"),
        ({"relation_code": "WIE"}, "relation_unknown"),
        ({"date": None}, "date_wrong"),
        ({"date": date(1979, 12, 31)}, "date_wrong"),
        ({"date": date(2050, 1, 1)}, "date_wrong"),
        ({"template_name": ""}, "template_missing"),
        ({"template_name": "test"}, "template_unknown"),
        ({"term_days": None}, "term_missing"),
        ({"term_days": -1}, "term_missing"),
        ({"delivery": Delivery.EMAIL}, "email_body_missing"),
        ({"delivery": Delivery.EMAIL, "details": {"body": "x"}}, "email_from_missing"),
        ({"delivery": Delivery.DIRECT_DEBIT}, "debit_account_missing"),
        ({"delivery": Delivery.DIRECT_DEBIT, "also_email": True}, "email_body_missing"),
        ({"lines": ()}, "line_count_wrong"),
        ({"lines": (LABOUR,) * 101}, "line_count_wrong"),
        ({"lines": (LABOUR, replace(PIPE, code=" "))}, "line_code_missing"),
        ({"lines": (replace(PIPE, vat_code=""),)}, "line_vat_missing"),
        ({"lines": (replace(PIPE, description=""),)}, "line_description_missing"),
        ({"lines": (replace(PIPE, account_code=""),)}, "line_account_missing"),
        ({"lines": (replace(PIPE, vat_code="HOOG_INK_21"),)}, "line_vat_wrong"),
        ({"lines": (replace(PIPE, vat_code="21"),)}, "line_vat_wrong"),
        ({"lines": (replace(PIPE, account_code="1300"),)}, "line_account_wrong"),
        ({"lines": (replace(PIPE, account_code="9999"),)}, "line_account_wrong"),
        ({"lines": (replace(PIPE, cost_centre=987654),)}, "line_cost_centre_unknown"),
        ({"lines": (replace(PIPE, price=Decimal("1E+12")),)}, "line_amount_too_large"),
        ({"lines": (replace(PIPE, quantity=Decimal("NaN")),)}, "line_amount_too_large"),
        ({"lines": (replace(PIPE, unit="x" * 51),)}, "too_long"),
        ({"number": "9" * 51}, "too_long"),
        ({"book": True, "booking_text": " "}, "booking_text_missing"),
    ],
)
def test_what_is_not_right_is_refused_by_its_name(
    books: Administration, change: dict[str, Any], code: str
) -> None:
    draft: InvoiceDraft = replace(DRAFT, **change)
    with pytest.raises(Refused) as refused:
        write_invoice(books, draft, TODAY)
    assert refused.value.code == code
    assert refused.value.sentence
    assert not Invoice.objects.exists()


def test_the_refusal_of_a_line_names_its_place(books: Administration) -> None:
    with pytest.raises(Refused) as refused:
        write_invoice(books, replace(DRAFT, lines=(LABOUR, replace(PIPE, code=""))), TODAY)
    assert refused.value.facts["line"] == 2


def test_an_invoice_never_takes_a_relation_of_other_books(books: Administration) -> None:
    other = replace(DRAFT, relation_code="ANDER")
    with pytest.raises(Refused, match="relation_unknown"):
        write_invoice(books, other, TODAY)
