"""The pages of figures: VAT return, ICP list and ageing, each down to the bookings."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bonbrug.books.models import Administration
from tests.books.pages.conftest import plain
from tests.books.reports.trade import buy, sell

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
K3 = {"jaar": "2018", "tijdvak": "k3"}


def at(page: str, books: Administration, *args: object) -> str:
    return reverse(f"books:{page}", args=[books.pk, *args])


def said(office: Client, address: str, query: dict[str, str] | None = None) -> str:
    """Return the words of a page, with plain spaces."""
    answer = office.get(address, query or {})
    assert answer.status_code == 200
    return plain(answer.text.replace("\xa0", " "))


def asked(office: Client, address: str, query: dict[str, str] | None = None) -> int:
    """Return how many questions a page asks the database."""
    with CaptureQueriesContext(connection) as queries:
        assert office.get(address, query or {}).status_code == 200
    return len(queries)


def test_the_vat_return_shows_each_box_with_whole_euros_beside_it(
    office: Client, books: Administration
) -> None:
    sell(books, "99.99", "HOOG_VERK_21")
    buy(books, "10", "HOOG_INK_21")
    html = said(office, at("vat_return", books), K3)
    assert "Btw-aangifte 3e kwartaal 2018" in html
    assert "1a. Leveringen/diensten belast met hoog tarief € 99,99 € 21,00 € 21" in html
    assert "5a. Verschuldigde btw € 21,00 € 21" in html
    assert "5b. Voorbelasting € 2,10 € 3" in html
    assert "5c. Te betalen of terug te krijgen € 18,90 € 18" in html


def test_a_box_opens_its_lines_and_a_line_its_booking(
    office: Client, books: Administration
) -> None:
    entry = sell(books, "100", "HOOG_VERK_21")
    overview = office.get(at("vat_return", books), K3).text
    box = at("vat_box", books, "2018-k3", "1a")
    assert f'href="{box}"' in overview
    html = office.get(box).text
    assert at("entry", books, entry.pk) in html
    assert "19-09-2018 TEST1 Test 1 Webshop HOOG_VERK_21 € 100,00 € 21,00" in said(office, box)
    assert at("vat_return", books) + "?jaar=2018&amp;tijdvak=k3" in html


def test_5b_opens_what_was_reversed_too(office: Client, books: Administration) -> None:
    buy(books, "100", "HOOG_INK_21")
    buy(books, "50", "VERL_INK")
    html = said(office, at("vat_box", books, "2018-k3", "5b"))
    assert "BTW in totaal € 31,50" in html
    assert "HOOG_INK_21 € 100,00 € 21,00" in html
    assert "VERL_INK € 50,00 € 10,50" in html


def test_the_vat_of_4a_and_4b_is_asked_and_not_guessed(
    office: Client, books: Administration
) -> None:
    buy(books, "100", "BI_EU_INK")
    html = said(office, at("vat_return", books), K3)
    assert re.search(r"4b\. [^€]* € 100,00 5\. Totaal", html)
    assert "Vul de btw van 4a en 4b zelf in" in html


def test_a_period_without_bookings_says_what_to_do(office: Client, books: Administration) -> None:
    assert "Kies een ander tijdvak" in said(office, at("vat_return", books))


@pytest.mark.parametrize(
    ("code", "name"), [("2018-k5", "1a"), ("2018-k3", "9z"), ("onzin", "1a"), ("0000-1", "1a")]
)
def test_a_box_or_period_that_does_not_exist_is_not_found(
    office: Client, books: Administration, code: str, name: str
) -> None:
    assert office.get(at("vat_box", books, code, name)).status_code == 404


def test_a_year_that_was_not_offered_is_told(office: Client, books: Administration) -> None:
    assert office.get(at("vat_return", books), {"jaar": "1850"}).status_code == 422


@pytest.mark.parametrize("page", ["vat_return"])
def test_a_stranger_sees_no_figures(stranger: Client, books: Administration, page: str) -> None:
    assert stranger.get(at(page, books)).status_code == 404


def test_many_lines_cost_no_more_questions(office: Client, books: Administration) -> None:
    pages = [
        (at("vat_return", books), K3),
        (at("vat_box", books, "2018-k3", "1a"), {"rijen": "100"}),
        (at("vat_box", books, "2018-k3", "5b"), {"rijen": "100"}),
    ]
    sell(books, "100", "HOOG_VERK_21")
    buy(books, "100", "HOOG_INK_21")
    office.get(at("overview", books))  # the first page of a session asks more
    few = [asked(office, *page) for page in pages]
    for _each in range(40):
        sell(books, "100", "HOOG_VERK_21")
        buy(books, "100", "HOOG_INK_21")
    assert [asked(office, *page) for page in pages] == few
