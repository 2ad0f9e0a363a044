"""Chapter 7: what the link does not decide by itself."""

import pytest
from playwright.sync_api import expect

from tests.journeys.orders import bring_in, finished, sees_invoice, synchronise
from tests.journeys.reader import Reader

pytestmark = pytest.mark.journey

FIRM = "Demo Schilders BV"
STRANGER = ("NIEUW1", "Café De Verfkwast")


def test_m09_without_exporting_relations_a_new_customer_waits_at_to_do(reader: Reader) -> None:
    bring_in(reader.program, finished("SCH-9", "Gevel gesausd", STRANGER))
    synchronise(reader, FIRM)
    expect(reader.page.locator("#stand")).to_contain_text("1 punt", timeout=40_000)
    reader.page.locator("#stand a[href$='/te-doen/']").first.click()
    reader.sees("NIEUW1", "Wat u kunt doen")
    reader.picture("link-to-do")


def test_m09_what_was_on_a_work_order_can_be_seen_from_to_do(reader: Reader) -> None:
    reader.house("koppeling", FIRM)
    reader.page.locator("#stand a[href$='/te-doen/']").first.click()
    reader.page.locator("main a[href$='/ontvangen/']").first.click()
    reader.sees("Werkbon SCH-9 zoals ontvangen", "Café De Verfkwast", "Muurverf wit 10 liter")
    reader.picture("link-received")


def test_a_trial_run_shows_the_plan_and_sends_nothing(reader: Reader) -> None:
    reader.house("koppeling", FIRM)
    reader.page.get_by_role("main").get_by_role("link", name="Proefdraaien").click()
    reader.page.locator("main form button.btn-primary").click()
    expect(reader.page.locator("#plan")).to_be_visible()
    reader.picture("link-trial")


def test_m09_with_exporting_relations_the_new_customer_is_added_to_the_books(
    reader: Reader,
) -> None:
    reader.house("koppeling", FIRM)
    reader.page.get_by_role("checkbox", name="Exporteer relaties").check()
    reader.press("Instellingen opslaan")
    reader.press("Start synchronisatie")
    sees_invoice(reader, "SCH-9")
    reader.house("boekhouden", FIRM)
    reader.menu("Relaties")
    expect(reader.row("NIEUW1")).to_contain_text("Café De Verfkwast")
