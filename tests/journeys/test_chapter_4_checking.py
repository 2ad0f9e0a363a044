"""Chapter 4: what was imported stands in the work orders, and it goes on by itself."""

import pytest
from playwright.sync_api import expect

from tests.journeys.reader import Reader

pytestmark = pytest.mark.journey

FIRM = "Demo Schilders BV"
MAKE_DUE = """
from bonbrug.link.models import Connection
from bonbrug.values.clock import system_clock
print(Connection.objects.filter(company_id="1000002").update(due_at=system_clock()))
"""


def test_m12_relations_are_in_the_work_orders_and_say_where_they_came_from(reader: Reader) -> None:
    reader.house("werkbonnen", FIRM)
    reader.menu("Relaties")
    expect(reader.row("Familie Van der Proef")).to_contain_text("e-Boekhouden")
    reader.picture("workorders-relations")


def test_m12_materials_are_in_the_work_orders_with_price_and_unit(reader: Reader) -> None:
    reader.house("werkbonnen", FIRM)
    reader.menu("Materialen")
    expect(reader.row("LATEX")).to_contain_text("69,00")
    expect(reader.row("VERF5")).to_contain_text("Emmer")
    reader.picture("workorders-materials")


def test_m12_an_inactive_product_is_not_in_the_work_orders(reader: Reader) -> None:
    reader.house("werkbonnen", "Demo Installatie BV")
    reader.menu("Materialen")
    expect(reader.row("KIT")).to_be_visible()
    expect(reader.page.get_by_text("KIT-OUD")).to_have_count(0)


def test_m12_hour_types_are_at_settings_other(reader: Reader) -> None:
    reader.house("werkbonnen", FIRM)
    reader.menu("Instellingen", "Overig", "Uursoorten")
    expect(reader.row("UUR")).to_contain_text("47,50")
    expect(reader.row("TOESLAG")).to_contain_text("e-Boekhouden")
    reader.picture("workorders-hour-types")


def test_m13_a_change_in_the_books_arrives_by_the_timetable_alone(reader: Reader) -> None:
    reader.house("boekhouden", FIRM)
    reader.menu("Factureren", "Producten/diensten")
    reader.row("LATEX").get_by_role("link").first.click()
    reader.page.get_by_label("Prijs excl. BTW").fill("72,00")
    reader.press("Opslaan")

    code, said = reader.program.tell("manage", "shell", "--verbosity", "0", "-c", MAKE_DUE)
    assert (code, said.strip()[-1:]) == (0, "1"), said
    reader.house("koppeling", FIRM)
    newest = reader.page.locator("#log tbody tr").first
    expect(newest).to_contain_text("1 materiaal gesynchroniseerd", timeout=40_000)

    reader.house("werkbonnen", FIRM)
    reader.menu("Materialen")
    expect(reader.row("LATEX")).to_contain_text("72,00")


def test_m13_the_next_run_is_planned_within_a_quarter_of_an_hour(reader: Reader) -> None:
    reader.house("koppeling", FIRM)
    expect(reader.page.locator("#stand")).to_contain_text("Volgende")
    reader.picture_of("#stand", "link-standing")
