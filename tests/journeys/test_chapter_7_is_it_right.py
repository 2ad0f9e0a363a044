"""Chapter 7: an invoice that waits for a yes, and one that is taken back."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.orders import bring_in, finished, sees_invoice, synchronise
from tests.journeys.reader import Reader

pytestmark = pytest.mark.journey

FIRM = "Demo Schilders BV"
NIGHT, TWICE = "SCH-23", "SCH-24"


def with_hours(number: str, begin: str, end: str, total: str) -> dict[str, Any]:
    order: dict[str, Any] = finished(number, "Kozijnen geschilderd")
    order["Workperiods"][0] |= {"BeginTime": begin, "EndTime": end, "TotalTime": total}
    return order


def to_do(reader: Reader) -> None:
    reader.house("koppeling", FIRM)
    reader.page.locator("#stand a[href$='/te-doen/']").first.click()


def test_23_hours_that_were_posted_wait_with_the_whole_invoice(reader: Reader) -> None:
    bring_in(reader.program, with_hours(NIGHT, "10:00", "09:00", "23:00"))
    synchronise(reader, FIRM)
    expect(reader.page.locator("#stand")).to_contain_text("punt", timeout=40_000)
    to_do(reader)
    reader.sees("wacht op uw akkoord", NIGHT, "De factuur zoals hij wordt", "Totaal incl. btw")
    reader.picture("link-waiting-invoice")


def test_they_are_repaired_on_the_work_order_and_become_an_invoice(reader: Reader) -> None:
    to_do(reader)
    waiting = reader.page.locator(".waiting article").filter(has_text=NIGHT)
    waiting.get_by_role("link", name="Naar de werkbon").click()
    reader.sees(NIGHT)
    reader.page.locator("main tbody a[href*='/uren/']").first.click()
    reader.page.get_by_label("Begin").fill("08:00")
    reader.page.get_by_label("Eind").fill("12:00")
    reader.press("Opslaan")
    synchronise(reader, FIRM)
    sees_invoice(reader, NIGHT)


def test_hours_that_are_right_after_all_are_invoiced_as_they_stand(reader: Reader) -> None:
    bring_in(reader.program, with_hours(TWICE, "18:00", "06:00", "12:00"))
    synchronise(reader, FIRM)
    expect(reader.page.locator("#stand")).to_contain_text("punt", timeout=40_000)
    to_do(reader)
    waiting = reader.page.locator(".waiting article").filter(has_text=TWICE)
    reader.page.on("dialog", lambda dialog: dialog.accept())
    waiting.get_by_role("button", name="Zo factureren").click()
    reader.house("koppeling", FIRM)
    sees_invoice(reader, TWICE)


def test_an_invoice_is_credited_and_made_again(reader: Reader) -> None:
    reader.house("werkbonnen", FIRM)
    reader.page.get_by_role("main").get_by_role("link", name=NIGHT).first.click()
    reader.press("Opnieuw op Compleet zetten")
    synchronise(reader, FIRM)
    expect(reader.page.locator("#stand")).to_contain_text("punt", timeout=40_000)
    to_do(reader)
    reader.sees("Opnieuw op Compleet gezet", "Gefactureerd", "Laten zo")
    reader.picture("link-reopened")
    reader.page.on("dialog", lambda dialog: dialog.accept())
    reader.press("Crediteren en opnieuw factureren")
    synchronise(reader, FIRM)
    credited = reader.page.locator("#log tbody tr").filter(has_text="1 factuur gecrediteerd")
    expect(credited.first).to_be_attached(timeout=40_000)
    synchronise(reader, FIRM)
    again = reader.page.locator("#log tbody tr").filter(has_text=f"Werkbon {NIGHT} werd factuur")
    expect(again).to_have_count(2, timeout=40_000)
    to_do(reader)
    reader.sees("Verreken twee open posten")
