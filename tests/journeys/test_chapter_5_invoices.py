"""Chapter 5: finished work orders become invoices, booked at once or first looked at."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.orders import bring_in, finished, sees_invoice, synchronise
from tests.journeys.reader import Reader

pytestmark = pytest.mark.journey

LINKED = "Demo Installatie BV"
PAINTER = "Demo Schilders BV"
NUMBER = re.compile(r"\d{7}")
DAY = r"\d\d-\d\d-\d{4}"
BOOKED = re.compile(rf"Deze factuur is op {DAY} verwerkt in de boekhouding\.")


def test_m14_complete_work_orders_with_status_1_became_invoices(reader: Reader) -> None:
    reader.house("werkbonnen", LINKED)
    for number in ("WB-1001", "WB-1002", "WB-1003"):
        expect(reader.row(number)).to_contain_text("Afgehandeld")
    reader.picture("workorders-list")
    _invoices(reader, LINKED)
    expect(reader.page.locator("tbody tr")).to_have_count(3)
    reader.picture("books-invoices")


def test_m14_a_complete_work_order_with_another_status_stays(reader: Reader) -> None:
    reader.house("werkbonnen", LINKED)
    expect(reader.row("WB-1004")).to_contain_text("Compleet")


def test_m15_a_booked_invoice_says_when_and_is_an_open_item(reader: Reader) -> None:
    _invoices(reader, LINKED)
    first = reader.page.locator("tbody tr").first
    number = first.get_by_role("link").first.inner_text()
    first.get_by_role("link").first.click()
    reader.sees(BOOKED)
    reader.picture("books-invoice-booked")
    _open_items(reader, LINKED)
    expect(reader.row(number)).to_be_visible()
    reader.picture("books-open-items")


def test_what_is_booked_stands_in_the_vat_return_and_in_the_ageing(reader: Reader) -> None:
    reader.house("boekhouden", LINKED)
    reader.menu("Boekhouden", "Overzichten", "Btw-aangifte")
    reader.picture("books-vat-return")
    reader.page.get_by_role("link", name=re.compile(r"^1a\.")).click()
    reader.sees("HOOG_VERK_21")
    reader.menu("Boekhouden", "Overzichten", "Opgaaf ICP")
    reader.sees("Niets op te geven")
    reader.menu("Boekhouden", "Overzichten", "Ouderdomsanalyse")
    expect(reader.row("TEST1")).to_be_visible()


def test_m16_without_booking_the_invoice_is_only_set_ready(reader: Reader) -> None:
    bring_in(reader.program, finished("SCH-1", "Kozijnen geschilderd"))
    synchronise(reader, PAINTER)
    sees_invoice(reader, "SCH-1")
    _invoices(reader, PAINTER)
    expect(reader.row("Familie Van der Proef")).to_contain_text("klaargezet")
    _open_items(reader, PAINTER)
    expect(reader.page.locator("tbody tr")).to_have_count(0)


def test_m17_the_invoice_page_has_every_field_of_the_manual(reader: Reader) -> None:
    _open_with_pencil(reader)
    for label in (
        "Relatie", "Factuurnummer", "Factuurdatum", "Uw kenmerk", "Betalingstermijn",
        "Uiterste betaaldatum", "Factuurtekst", "Sjabloon", "Verzendwijze",
    ):  # fmt: skip
        expect(reader.page.get_by_text(label, exact=False).first).to_be_visible()
    for heading in ("Aantal", "Eenheid", "Code", "Omschrijving", "P.p.e.", "Bedrag excl", "BTW"):
        expect(reader.page.get_by_role("columnheader", name=heading).first).to_be_visible()
    for way in ("reguliere post", "e-mail versturen", "incasseren"):
        expect(reader.page.get_by_role("radio", name=re.compile(way))).to_be_visible()
    reader.sees("Totaal excl BTW", "Totaal incl BTW")
    reader.picture("books-invoice-ready")


def test_m17_the_last_day_to_pay_follows_date_and_term(reader: Reader) -> None:
    _open_with_pencil(reader)
    reader.field("Factuurdatum").fill("2018-09-19")
    reader.field("Betalingstermijn").fill("14")
    reader.field("Betalingstermijn").press("Tab")
    expect(reader.page.locator("#last-day")).to_have_text("03-10-2018")


def test_m17_a_line_is_added_and_deleted_on_the_invoice(reader: Reader) -> None:
    _open_with_pencil(reader)
    lines = reader.page.locator("#lines tbody tr")
    expect(lines).to_have_count(2)
    reader.press("Product/dienst toevoegen")
    expect(lines).to_have_count(3)
    reader.page.get_by_role("button", name="Regel 3 verwijderen").click()
    expect(lines).to_have_count(2)


def test_m16_the_pencil_books_the_invoice_and_makes_the_open_item(reader: Reader) -> None:
    _open_with_pencil(reader)
    reader.page.get_by_role("checkbox", name="Factuur direct verwerken in de boekhouding").check()
    reader.page.locator("main").get_by_role("button", name="Opslaan").last.click()
    reader.sees("staat bij Open posten")
    _open_items(reader, PAINTER)
    expect(reader.row("Familie Van der Proef")).to_be_visible()


def test_m18_invoiced_booked_and_paid_are_three_facts(reader: Reader) -> None:
    _work_order(reader, "WB-1001")
    expect(_fact(reader, "Gefactureerd")).to_contain_text("ja")
    expect(_fact(reader, "Verwerkt")).to_contain_text("ja")
    expect(_fact(reader, "Betaald")).to_contain_text("nee")
    reader.picture("workorders-facts")


def test_m18_settled_is_not_paid_until_the_books_received_the_money(reader: Reader) -> None:
    _work_order(reader, "WB-1002")
    invoiced = _fact(reader, "Gefactureerd").filter(has_text=NUMBER)
    number = NUMBER.findall(invoiced.inner_text())[0]
    _open_items(reader, LINKED)
    reader.row(number).get_by_role("link").last.click()
    reader.press("Ontvangst boeken")
    reader.sees("is geboekt op factuur")
    code, said = reader.program.tell("sync", LINKED)
    assert code == 0, said
    _work_order(reader, "WB-1002")
    expect(_fact(reader, "Betaald")).to_contain_text("ja")


def test_an_invoice_says_what_an_e_invoice_misses_and_becomes_one(reader: Reader) -> None:
    _invoices(reader, LINKED)
    reader.row("Kapsalon Knip & Krul").get_by_role("link").first.click()
    invoice = reader.page.url
    reader.page.locator("main").get_by_role("link", name="E-factuur").first.click()
    reader.sees("Er missen 2 dingen voordat deze factuur als e-factuur kan.")
    reader.page.locator("tbody").get_by_role("link", name="Relatie").first.click()
    reader.field("KvK-nummer").fill("87654321")
    reader.field("Kenmerk van de klant").fill("Balie")
    reader.press("Opslaan")
    reader.page.goto(invoice)
    reader.page.locator("main").get_by_role("link", name="E-factuur").first.click()
    reader.sees("Deze factuur kan als e-factuur.")
    with reader.page.expect_download() as fetched:
        reader.page.get_by_role("link", name="E-factuur downloaden").click()
    assert fetched.value.suggested_filename.endswith(".xml")


def _invoices(reader: Reader, firm: str) -> None:
    reader.house("boekhouden", firm)
    reader.menu("Factureren", "Facturen", "Overzicht")


def _open_items(reader: Reader, firm: str) -> None:
    reader.house("boekhouden", firm)
    reader.menu("Boekhouden", "Overzichten", "Open posten")


def _open_with_pencil(reader: Reader) -> None:
    _invoices(reader, PAINTER)
    reader.page.get_by_role("link", name=re.compile(r"^Factuur \S+ wijzigen$")).first.click()


def _work_order(reader: Reader, number: str) -> None:
    reader.house("werkbonnen", LINKED)
    reader.row(number).get_by_role("link").first.click()


def _fact(reader: Reader, label: str) -> Locator:
    return reader.page.locator("section", has=reader.page.locator("#money")).locator(
        "li", has_text=label
    )
