"""The pages of figures: VAT return, ICP list and ageing, each down to the bookings."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bonbrug.books.actions.keep_relation import RelationDraft, add_relation
from bonbrug.books.models import Administration
from tests.books.pages.conftest import plain
from tests.books.reports.trade import buy, sell
from tests.books.shelf import TODAY

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
    """Return how many questions a page asks about the books."""
    with CaptureQueriesContext(connection) as queries:
        assert office.get(address, query or {}).status_code == 200
    return sum("books_" in query["sql"] for query in queries)


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
    lines = said(office, at("vat_box", books, "2018-k3", "4b"))
    assert "€ 100,00" in lines
    assert "€ 0,00" not in lines


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


@pytest.mark.parametrize("page", ["vat_return", "icp", "ageing", "ageing_creditors"])
def test_a_stranger_sees_no_figures(stranger: Client, books: Administration, page: str) -> None:
    assert stranger.get(at(page, books)).status_code == 404


def test_the_icp_list_names_what_has_to_be_repaired(office: Client, books: Administration) -> None:
    good = RelationDraft("EU1", "Bouwbedrijf Gent", vat_number="BE0403019261")
    add_relation(books, good, TODAY)
    bad = add_relation(books, RelationDraft("EU2", "Zonder nummer"), TODAY)
    sell(books, "100", "BI_EU_VERK", relation="EU1")
    sell(books, "30", "BI_EU_VERK_D", relation="EU2")
    address = at("icp", books)
    html = said(office, address, K3)
    assert "BE 0403019261 EU1 Bouwbedrijf Gent € 100,00 € 0,00" in html
    assert "EU2 Zonder nummer De relatie heeft geen BTW-nummer. € 0,00 € 30,00" in html
    assert "Rubriek 3b van de btw-aangifte € 130,00" in html
    links = office.get(address, K3).text
    assert at("relation", books, bad.pk) in links
    assert at("vat_box", books, "2018-k3", "3b") + "?zoek=EU1" in links


def test_an_icp_list_without_sales_says_which_codes_make_one(
    office: Client, books: Administration
) -> None:
    assert "BI_EU_VERK (goederen)" in said(office, at("icp", books))


def test_the_ageing_shows_each_relation_and_leads_to_its_items(
    office: Client, books: Administration
) -> None:
    sell(books, "100", "HOOG_VERK_21")
    day = {"dag": "2018-10-04"}
    html = said(office, at("ageing", books), day)
    assert "Ouderdomsanalyse debiteuren 04-10-2018" in html
    assert "TEST1 Test 1 € 121,00 € 121,00 Totaal € 0,00 € 121,00 € 0,00" in html
    assert at("open_items", books) + "?zoek=TEST1" in office.get(at("ageing", books), day).text


def test_the_ageing_of_today_is_the_page_of_open_items(
    office: Client, books: Administration
) -> None:
    for net in ("100", "-30", "0.07"):
        sell(books, net, "HOOG_VERK_21")
        buy(books, net, "HOOG_INK_21")
    for ageing, items in (("ageing", "open_items"), ("ageing_creditors", "to_pay")):
        whole = re.search(r"Totaal openstaand € [\d.,]+", said(office, at(items, books)))
        assert whole
        assert whole[0] in said(office, at(ageing, books))


def test_an_ageing_of_nothing_says_what_comes_here(office: Client, books: Administration) -> None:
    assert "Er staat niets open" in said(office, at("ageing", books))
    assert "Kies een andere dag" in said(office, at("ageing", books), {"dag": "2018-09-18"})


def test_a_day_that_does_not_exist_is_told(office: Client, books: Administration) -> None:
    assert office.get(at("ageing", books), {"dag": "2018-02-30"}).status_code == 422


def test_many_lines_cost_no_more_questions(office: Client, books: Administration) -> None:
    pages = [
        (at("vat_return", books), K3),
        (at("vat_box", books, "2018-k3", "1a"), {"rijen": "100"}),
        (at("vat_box", books, "2018-k3", "5b"), {"rijen": "100"}),
        (at("icp", books), K3),
        (at("ageing", books), {}),
        (at("ageing_creditors", books), {}),
        (at("ageing", books), {"dag": "2018-10-04"}),
    ]
    trade(books, 1)
    few = [asked(office, *page) for page in pages]
    for number in range(2, 32):
        trade(books, number)
    assert [asked(office, *page) for page in pages] == few


def trade(books: Administration, number: int) -> None:
    """Sell to a customer of its own, with a good VAT number or none, and buy."""
    code = f"EU{number}"
    vat_number = "BE0403019261" if number % 2 else ""
    add_relation(books, RelationDraft(code, "Klant", vat_number=vat_number), TODAY)
    sell(books, "100", "HOOG_VERK_21", relation=code)
    sell(books, "100", "BI_EU_VERK", relation=code)
    buy(books, "100", "HOOG_INK_21")
