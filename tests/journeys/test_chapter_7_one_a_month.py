"""Chapter 5, after the link of chapter 3: a month of work orders becomes one invoice."""

from typing import Any

import pytest
from playwright.sync_api import expect

from bonbrug.values.clock import accounting_day, system_clock
from tests.journeys.orders import DUTCH_DAY, FAMILY, bring_in, finished, synchronise
from tests.journeys.reader import Reader

pytestmark = pytest.mark.journey

FIRM = "Demo Schilders BV"

FIRST, SECOND = "SCH-61", "SCH-62"


def this_month(number: str, words: str, begin: str, end: str) -> dict[str, Any]:
    """Return work of the first day of this month, so that its month is not over."""
    order: dict[str, Any] = finished(number, words)
    day = f"{accounting_day(system_clock()).replace(day=1):{DUTCH_DAY}}"
    order["Workperiods"][0] |= {"WorkDate": day, "BeginTime": begin, "EndTime": end}
    return order | {"WorkDate": day}


def test_a_customer_is_invoiced_once_a_month(reader: Reader) -> None:
    reader.house("koppeling", FIRM)
    reader.menu("Klantafspraken")
    reader.press("Nieuwe afspraak")
    reader.page.get_by_role("main").get_by_role("link", name=FAMILY[0], exact=True).click()
    reader.choose("Facturen van deze klant", "één factuur per maand")
    reader.press("Afspraak opslaan")
    reader.sees("De afspraak is opgeslagen", "één factuur per maand")


def test_work_orders_of_a_month_become_one_invoice(reader: Reader, english: Reader) -> None:
    morning = this_month(FIRST, "Hal geschilderd", "08:00", "12:00")
    afternoon = this_month(SECOND, "Trap geschilderd", "13:00", "17:00")
    bring_in(reader.program, morning, afternoon)
    synchronise(reader, FIRM)
    _collective(reader, "Verzamelfacturen", "Factureer 2 werkbonnen nu")
    reader.sees(FIRST, SECOND, "Gaat vanzelf op")
    reader.picture("link-collective")

    english.house("koppeling", FIRM)
    english.menu("Collective invoices")
    english.press("Invoice 2 work orders now")
    english.sees("2 work orders become one invoice with the next run.")

    synchronise(reader, FIRM)
    _numbers_are_one(reader)


def _collective(reader: Reader, menu: str, button: str) -> None:
    """Look again until the run that was asked for is over."""
    shown = reader.page.get_by_role("button", name=button)
    for _ in range(20):
        reader.house("koppeling", FIRM)
        reader.menu(menu)
        if shown.count():
            return
        reader.page.wait_for_timeout(1_000)
    expect(shown).to_be_visible()


def _numbers_are_one(reader: Reader) -> None:
    for _ in range(40):
        reader.house("koppeling", FIRM)
        reader.menu("Werkbonnen en facturen")
        rows = [reader.page.locator("tbody tr").filter(has_text=one) for one in (FIRST, SECOND)]
        numbers = {row.last.locator("td").nth(4).inner_text().split()[0] for row in rows}
        if len(numbers) == 1 and "–" not in numbers:
            return
        reader.page.wait_for_timeout(1_000)
    raise AssertionError(f"no invoice of both: {numbers}")
