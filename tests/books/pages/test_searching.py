"""Searching on the pages of the books."""

import pytest
from django.test import Client

from bonbrug.books.actions.keep_relation import RelationDraft, add_relation
from bonbrug.books.models import Administration, Invoice
from tests.books.shelf import TODAY

pytestmark = pytest.mark.postgres


def rows(office: Client, books: Administration, page: str, typed: str) -> str:
    answer = office.get(f"/boekhouden/{books.pk}/{page}/", {"zoek": typed})
    assert answer.status_code == 200
    return answer.content.decode().partition("<tbody")[2].partition("</tbody>")[0]


@pytest.mark.parametrize("typed", ["CAFÉ", "élan", "Cafe elan"])
def test_a_relation_is_found_whatever_its_accents_and_capitals(
    office: Client, books: Administration, typed: str
) -> None:
    add_relation(books, RelationDraft("CAFE", "Café Élan", city="Utrecht"), TODAY)
    found = rows(office, books, "relaties", typed)
    assert "Café Élan" in found
    assert "TEST1" not in found


@pytest.mark.parametrize("typed", ["76,23", "€ 76,23", "63", "1002", "2018"])
def test_an_invoice_is_found_by_its_amounts_its_work_order_and_its_number(
    office: Client, books: Administration, booked: Invoice, typed: str
) -> None:
    assert booked.number in rows(office, books, "facturen", typed)


@pytest.mark.parametrize("typed", ["76,24", "7,23", "1003"])
def test_another_amount_or_work_order_finds_no_invoice(
    office: Client, books: Administration, booked: Invoice, typed: str
) -> None:
    assert booked.number not in rows(office, books, "facturen", typed)


@pytest.mark.parametrize("typed", ["76,23", "56.23", "1002", "2018", "TEST"])
def test_an_open_item_is_found_by_what_it_was_what_is_left_and_its_work_order(
    office: Client, books: Administration, paid_in_part: Invoice, typed: str
) -> None:
    assert paid_in_part.number in rows(office, books, "open-posten", typed)


def test_a_booking_is_found_by_its_amount(
    office: Client, books: Administration, paid_in_part: Invoice
) -> None:
    assert "76,23" in rows(office, books, "boekingen", "76,23")
    assert "76,23" not in rows(office, books, "boekingen", "20,00")


def test_a_product_is_found_by_its_price(office: Client, books: Administration) -> None:
    assert "KB15" in rows(office, books, "producten-diensten", "3,95")
