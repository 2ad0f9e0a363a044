"""Crediteren and Verrekenen on the pages, and how both invoices name each other."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from bonbrug.books.actions.credit_invoice import CreditDraft, credit_invoice
from bonbrug.books.actions.keep_relation import RelationDraft, add_relation
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration, Invoice
from tests.books.sheets import sheet_of
from tests.books.shelf import BOOKED, LABOUR, PIPE, TODAY

DAY = "2018-09-25"


def page(name: str, books: Administration, *args: int) -> str:
    return reverse(f"books:{name}", args=[books.pk, *args])


def credit_page(books: Administration, invoice: Invoice) -> str:
    return page("invoice_credit", books, invoice.pk)


def pressed(quantity: str = "1,5", **more: str) -> dict[str, str]:
    return {"date": DAY, "line-1": quantity, "do": "save", **more}


def test_a_booked_invoice_is_credited_with_one_press(
    office: Client, books: Administration, booked: Invoice
) -> None:
    shown = office.get(credit_page(books, booked)).text
    assert 'name="line-1" value="1,50"' in shown
    assert "€\u00a0-76,23" in shown
    html = office.post(credit_page(books, booked), pressed(), follow=True).text
    credit = books.invoices.get(credits=booked)
    assert "Creditfactuur 2018002 van factuur 2018001 is geboekt." in html
    assert f'href="{page("invoice", books, booked.pk)}">2018001</a>' in html
    assert "€\u00a076,23 verrekend met 2018001 op 25-09-2018" in html
    back = office.get(page("invoice", books, booked.pk)).text
    assert f'href="{page("invoice", books, credit.pk)}">2018002</a> (€\u00a0-76,23)' in back
    assert "verrekend met 2018002" in back
    assert credit_page(books, booked) not in back


def test_the_amounts_follow_what_is_typed_and_nothing_is_saved(
    office: Client, books: Administration, booked: Invoice
) -> None:
    html = office.post(credit_page(books, booked), pressed("0,5", do="reckon")).text
    assert "€\u00a0-25,41" in html
    assert books.invoices.count() == 1


def test_what_is_paid_already_is_said_to_be_paid_back(
    office: Client, books: Administration, paid_in_part: Invoice
) -> None:
    assert "Terug te betalen" in office.get(credit_page(books, paid_in_part)).text
    html = office.post(credit_page(books, paid_in_part), pressed(), follow=True).text
    assert "€\u00a020,00 is nog terug te betalen; het staat bij Open posten." in html
    assert "Terugbetaling boeken" in html
    listed = office.get(page("open_items", books)).text
    assert "Terugbetaling boeken van factuur 2018002" in listed
    assert "dagen te laat" not in listed


@pytest.mark.parametrize(
    ("typed", "sentence", "field"),
    [
        ({"line-1": "2"}, "Er kan nog hoogstens 1,50 worden gecrediteerd.", "line-1"),
        ({"line-1": "1.250"}, "1250", "line-1"),
        ({"line-1": ""}, "Vul in wat er wordt gecrediteerd.", ""),
        ({"date": "2018-09-18"}, "de datum van de eerste factuur, 19-09-2018", "date"),
    ],
)
def test_a_refusal_stands_beside_its_field(
    office: Client,
    books: Administration,
    booked: Invoice,
    typed: dict[str, str],
    sentence: str,
    field: str,
) -> None:
    html = office.post(credit_page(books, booked), pressed() | typed).text
    assert sentence in html
    assert ('aria-invalid="true"' in html) == bool(field)
    assert books.invoices.count() == 1


def test_a_ready_invoice_is_changed_and_not_credited(
    office: Client, books: Administration, ready: Invoice
) -> None:
    answer = office.get(credit_page(books, ready))
    assert answer.status_code == 409
    assert "wijzig of verwijder hem in plaats van hem te crediteren" in answer.text
    assert office.post(credit_page(books, ready), pressed()).status_code == 409


def test_two_tabs_make_one_credit(office: Client, books: Administration, booked: Invoice) -> None:
    office.post(credit_page(books, booked), pressed())
    html = office.post(credit_page(books, booked), pressed()).text
    assert "Er is niets meer te crediteren" in html
    assert books.invoices.count() == 2


@pytest.mark.postgres
def test_lists_name_the_credited_invoice_and_find_it_by_number_and_amount(
    office: Client, books: Administration, booked: Invoice
) -> None:
    half = CreditDraft(TODAY + timedelta(days=1), {1: Decimal("0.5")})
    credit_invoice(booked, half, TODAY)
    write_invoice(books, replace(BOOKED, lines=(PIPE,)), TODAY)
    for word in ("25,41", "-25,41", "2018002"):
        found = office.get(page("invoices", books), {"zoek": word}).text
        assert "credit van 2018001" in found
        assert "2018003" not in found
    both = office.get(page("invoices", books), {"zoek": "2018001"}).text
    assert "2018002" in both
    assert "verrekend" in both


def test_the_paper_names_the_first_invoice_and_says_what_becomes_of_the_money(
    books: Administration, paid_in_part: Invoice
) -> None:
    credit = credit_invoice(paid_in_part, CreditDraft(TODAY), TODAY)
    words = sheet_of(credit)
    assert "Creditfactuur" in words
    assert "2018001 van 19-09-2018" in words
    assert "Wij verrekenen € 56,23 met factuur 2018001." in words
    assert "Wij betalen € 20,00 aan u terug" in words


def other_way(books: Administration) -> Invoice:
    """Return a booked credit of one hour that names no invoice: € -50,82."""
    back = replace(LABOUR, quantity=Decimal(-1))
    return write_invoice(books, replace(BOOKED, lines=(back,)), TODAY)


def test_two_open_items_are_offset_with_one_press(
    office: Client, books: Administration, booked: Invoice
) -> None:
    credit = other_way(books)
    where = page("offset", books, booked.relation_id)
    listed = office.get(page("open_items", books)).text
    assert f"{where}?post={booked.open_item.pk}" in listed
    shown = office.get(where).text
    assert shown.count("checked") == 2
    sent = {"claim": booked.open_item.pk, "credit": credit.open_item.pk, "date": DAY}
    html = office.post(where, sent, follow=True).text
    assert "€\u00a050,82 van 2018001 is verrekend met 2018002." in html
    booked.open_item.refresh_from_db()
    assert booked.open_item.open == Decimal("25.41")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"amount": "50,83"}, "Er kan hoogstens 50,82 worden verrekend."),
        ({"amount": "-1"}, "Vul een bedrag in."),
        ({"date": "2018-09-18"}, "Beide zijn er vanaf 19-09-2018"),
    ],
)
def test_what_cannot_be_offset_is_said_beside_its_field(
    office: Client, books: Administration, booked: Invoice, typed: dict[str, str], sentence: str
) -> None:
    credit = other_way(books)
    sent = {"claim": str(booked.open_item.pk), "credit": str(credit.open_item.pk), "date": DAY}
    html = office.post(page("offset", books, booked.relation_id), sent | typed).text
    assert sentence in html
    assert 'aria-invalid="true"' in html


def test_without_two_sides_the_page_says_what_is_needed(
    office: Client, books: Administration, booked: Invoice
) -> None:
    html = office.get(page("offset", books, booked.relation_id)).text
    assert "Niets te verrekenen" in html
    other = add_relation(books, RelationDraft("ANDER", "Ander"), TODAY)
    assert "Niets te verrekenen" in office.get(page("offset", books, other.pk)).text


def test_what_a_text_suggests_is_settled_with_one_press(
    office: Client, books: Administration, booked: Invoice
) -> None:
    says = replace(LABOUR, quantity=Decimal(-1), description="Credit van factuur 2018001")
    credit = write_invoice(books, replace(BOOKED, lines=(says,)), TODAY)
    where = page("invoice", books, credit.pk)
    assert "Verrekenen met 2018001" in office.get(page("open_items", books)).text
    assert "Ja, verrekenen met factuur 2018001" in office.get(where).text
    sent = {"do": "confirm-credit", "first": str(booked.pk)}
    html = office.post(where, sent, follow=True).text
    assert "Creditfactuur 2018002 is vastgelegd als credit van factuur 2018001." in html
    assert "Ja, verrekenen" not in html
    assert "is al bekend" in office.post(where, sent, follow=True).text


def test_a_ready_invoice_is_deleted_after_a_question_and_its_number_explained(
    office: Client, books: Administration, ready: Invoice
) -> None:
    where = page("invoice_remove", books, ready.pk)
    assert where in office.get(page("invoice", books, ready.pk)).text
    assert "Factuur 2018001 verwijderen?" in office.get(where).text
    html = office.post(where, follow=True).text
    assert "Factuur 2018001 is verwijderd." in html
    assert page("deleted_invoices", books) in html
    assert "2018001" in office.get(page("deleted_invoices", books)).text


def test_a_booked_invoice_is_not_deleted(
    office: Client, books: Administration, booked: Invoice
) -> None:
    answer = office.post(page("invoice_remove", books, booked.pk))
    assert answer.status_code == 409
    assert "crediteer hem in plaats van hem te verwijderen" in answer.text
