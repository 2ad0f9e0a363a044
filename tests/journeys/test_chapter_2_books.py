"""Chapter 2: what has to be in the books before the link is made."""

import pytest
from playwright.sync_api import expect

from tests.journeys.reader import Reader

pytestmark = pytest.mark.journey

FIRM = "Demo Schilders BV"
ADDRESS = {
    "Straat en huisnummer": "Houtstraat 7",
    "Postcode": "4321 AB",
    "Plaats": "Voorbeelddorp",
}


def test_m01_relations_are_added_changed_found_and_deleted(reader: Reader) -> None:
    reader.house("boekhouden", FIRM)
    reader.menu("Relaties")
    reader.press("Relatie toevoegen")
    reader.fill(Code="HOUT", Naam="Houthandel Zaagman", **ADDRESS)
    reader.press("Opslaan")
    reader.sees("Houthandel Zaagman is opgeslagen.")
    reader.picture("books-relations")

    reader.row("HOUT").get_by_role("link").first.click()
    reader.fill(Telefoon="020 000 0007")
    reader.press("Opslaan")
    reader.fill(Zoeken="zaagman")
    reader.press("Tonen")
    expect(reader.page.locator("tbody tr")).to_have_count(1)

    reader.row("HOUT").get_by_role("link").first.click()
    expect(reader.field("Telefoon")).to_have_value("020 000 0007")
    reader.page.get_by_role("link", name="Verwijderen").click()
    reader.press("verwijderen")
    reader.sees("is verwijderd.")


def test_m01_a_relation_on_an_invoice_is_not_deleted_and_the_reason_is_given(
    reader: Reader,
) -> None:
    reader.house("boekhouden", "Demo Installatie BV")
    reader.menu("Relaties")
    reader.row("TEST1").get_by_role("link").first.click()
    reader.page.get_by_role("link", name="Verwijderen").click()
    reader.press("verwijderen")
    reader.sees("kan niet worden verwijderd")


def test_m02_a_unit_has_a_singular_and_a_plural(reader: Reader) -> None:
    reader.house("boekhouden", FIRM)
    reader.menu("Factureren", "Producten/diensten", "Eenheden")
    reader.press("Eenheid toevoegen")
    reader.fill(Enkelvoud="Emmer", Meervoud="Emmers")
    reader.press("Opslaan")
    reader.sees("Emmer is opgeslagen.")
    for unit in ("Uur", "Stuk", "Doos", "Tube"):
        expect(reader.row(unit)).to_be_visible()
    reader.picture("books-units")


def test_m02_a_product_is_added_with_unit_price_vat_and_account(reader: Reader) -> None:
    _add_product(reader, "VERF5", "Grondverf 5 liter", "Emmer", "42,50")
    expect(reader.row("VERF5")).to_contain_text("42,50")


def test_m03_the_unit_uur_makes_an_hour_type_and_any_other_unit_a_material(reader: Reader) -> None:
    _add_product(reader, "TOESLAG", "Weekendtoeslag", "Uur", "71,25", picture="books-hour-type")
    expect(reader.row("TOESLAG")).to_contain_text("uursoort")
    expect(reader.row("VERF5")).to_contain_text("materiaal")
    reader.picture("books-products")


def test_m03_an_inactive_product_is_not_offered(reader: Reader) -> None:
    reader.house("boekhouden", "Demo Installatie BV")
    reader.menu("Factureren", "Producten/diensten")
    expect(reader.row("KIT-OUD")).to_contain_text("wordt niet aangeboden")


def test_m19_invoice_templates_are_kept_under_their_name(reader: Reader) -> None:
    reader.house("boekhouden", FIRM)
    reader.menu("Beheer", "Sjablonen", "Factuursjablonen")
    reader.press("Factuursjabloon toevoegen")
    reader.fill(Naam="Schilderwerk")
    reader.press("Opslaan")
    expect(reader.row("Schilderwerk")).to_be_visible()
    expect(reader.row("Test")).to_be_visible()
    reader.picture("books-templates")


def _add_product(
    reader: Reader, code: str, words: str, unit: str, price: str, *, picture: str = ""
) -> None:
    reader.house("boekhouden", FIRM)
    reader.menu("Factureren", "Producten/diensten")
    reader.press("Product/dienst toevoegen")
    reader.fill(Code=code, Omschrijving=words)
    reader.choose("Eenheid", unit)
    reader.page.get_by_label("Prijs excl. BTW").fill(price)
    reader.choose("BTW-code", "21%")
    reader.choose("Grootboekrekening", "8000")
    expect(reader.page.get_by_role("checkbox", name="Actief")).to_be_checked()
    if picture:
        reader.picture_typed(picture)
    reader.press("Opslaan")
    expect(reader.row(code)).to_be_visible()
