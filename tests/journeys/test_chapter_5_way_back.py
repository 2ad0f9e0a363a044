"""Chapter 5: a booked invoice is credited, and open items are offset against each other."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.reader import Reader

pytestmark = pytest.mark.journey

FIRM = "Demo Installatie BV"
OFFSET_ON = r"verrekend met {} op \d\d-\d\d-\d{{4}}"


def test_a_booked_invoice_is_credited_in_part_and_then_in_full(
    reader: Reader, english: Reader
) -> None:
    number = _booked_by_hand(reader, "3")
    _pay(reader, "12,34")

    _open(reader, number)
    reader.press("Crediteren")
    quantity = reader.field("Te crediteren aantal van regel 1")
    expect(quantity).to_have_value("3,00")
    expect(reader.page.locator("#totals")).to_contain_text("Terug te betalen")
    reader.picture("books-credit")
    quantity.fill("1")
    quantity.press("Tab")
    expect(reader.page.locator("#totals")).not_to_contain_text("Terug te betalen")
    reader.press("Crediteren")
    reader.sees(re.compile(rf"^Creditfactuur \d+ van factuur {number} is geboekt\.$"))
    reader.sees(re.compile(OFFSET_ON.format(number)))

    # The rest, by somebody who reads English.
    _invoices(english, "Invoicing", "Invoices", "Overview")
    _link(english, number).click()
    english.press("Credit this invoice")
    expect(english.field("Quantity to credit of line 1")).to_have_value("2,00")
    english.press("Credit this invoice")
    english.sees(re.compile(rf"^Credit invoice \d+ of invoice {number} was booked\."))
    english.sees(re.compile(r"€\s12,34 is to be paid back"))
    _link(english, number).click()
    expect(_fact(english, "Amount open")).to_contain_text("offset")
    expect(_fact(english, "Credited by").get_by_role("link")).to_have_count(2)


def test_what_is_to_be_paid_back_is_offset_against_the_next_invoice(reader: Reader) -> None:
    number = _booked_by_hand(reader, "2")
    _open_items(reader)
    _link(reader, f"Factuur {number} verrekenen").click()
    reader.page.get_by_role("radio", name=re.compile("12,34")).check()
    expect(reader.page.get_by_role("radio", name=re.compile(f"^{number}"))).to_be_checked()
    reader.picture("books-offset")
    reader.press("Verrekenen")
    reader.sees(re.compile(rf"€\s12,34 van {number} is verrekend met \d+\."))
    expect(reader.page.get_by_role("link", name=re.compile("verrekenen$"))).to_have_count(0)
    _open(reader, number)
    reader.sees(re.compile(r"€\s12,34 verrekend met \d+ op"))


def _booked_by_hand(reader: Reader, quantity: str) -> str:
    """Write an invoice of one product and book it; return its number."""
    _invoices(reader, "Factureren", "Facturen", "Overzicht")
    reader.press("Factuur toevoegen")
    reader.choose("Relatie", "TEST1")
    reader.choose("Sjabloon", "Test")
    reader.press("Product/dienst toevoegen")
    expect(reader.page.locator("#lines tbody tr")).to_have_count(1)
    reader.field("Aantal van regel 1").fill(quantity)
    book = "Factuur direct verwerken in de boekhouding"
    reader.page.get_by_role("checkbox", name=book).check()
    reader.page.locator("main").get_by_role("button", name="Opslaan").last.click()
    reader.sees("staat bij Open posten")
    return reader.page.get_by_role("heading", level=1).inner_text().rpartition(" ")[2]


def _pay(reader: Reader, amount: str) -> None:
    reader.press("Ontvangst boeken")
    reader.field("Ontvangen bedrag").fill(amount)
    reader.press("Ontvangst boeken")
    reader.sees("is geboekt op factuur")


def _invoices(reader: Reader, *menu: str) -> None:
    reader.house("boekhouden", FIRM)
    reader.menu(*menu)


def _open_items(reader: Reader) -> None:
    reader.house("boekhouden", FIRM)
    reader.menu("Boekhouden", "Overzichten", "Open posten")


def _open(reader: Reader, number: str) -> None:
    _invoices(reader, "Factureren", "Facturen", "Overzicht")
    _link(reader, number).click()


def _link(reader: Reader, words: str) -> Locator:
    return reader.page.get_by_role("main").get_by_role("link", name=words, exact=True)


def _fact(reader: Reader, label: str) -> Locator:
    return reader.page.locator("dt", has_text=label).locator("xpath=following-sibling::dd[1]")
