"""Finished work orders of the painter: brought in, carried over, and seen as an invoice."""

import json
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import expect

from bonbrug.values.clock import accounting_day, system_clock
from tests.journeys.program import Program
from tests.journeys.reader import Reader

FAMILY = ("TEST4", "Familie Van der Proef")
COMPANY = "1000002"
DUTCH_DAY = "%d-%m-%Y"


def finished(number: str, words: str, customer: tuple[str, str] = FAMILY) -> dict[str, object]:
    """A work order with hours and paint, in the shape of PostWorkorders plus its status."""
    # One order a day: the same hours on two of them would be asked about.
    before = timedelta(days=int("".join(filter(str.isdecimal, number)) or 1))
    day = f"{accounting_day(system_clock()) - before:{DUTCH_DAY}}"
    return {
        "WorkorderNo": number,
        **_block(customer, ""),
        **_block(customer, "Invoice"),
        "TypeOfWork": "Onderhoud",
        "PaymentMethod": "op rekening",
        "ShortWorkDescription": words,
        "WorkDescription": words,
        "WorkDate": day,
        "EmployeeNr": "103",
        "WorkStatus": "1",
        "Workperiods": [
            {"WorkDate": day, "BeginTime": "08:00", "EndTime": "12:00", "TotalTime": "4:00",
             "HourType": "UUR", "EmployeeNr": "103"}
        ],
        "Materials": [
            {"MaterialCode": "LATEX", "MaterialName": "Muurverf wit 10 liter", "MaterialNr": "2",
             "MaterialPrice": "69,00", "MaterialUnit": "Stuk"}
        ],
        "status": "Compleet",
    }  # fmt: skip


def bring_in(program: Program, *orders: dict[str, object], company: str = COMPANY) -> str:
    """Import them with the command line; return what it said."""
    file = Path(program.data) / "orders.json"
    file.write_text(json.dumps(orders), "utf-8")
    code, said = program.tell("workorders", "import", str(file), "--company", company)
    assert code == 0, said
    return said


def synchronise(reader: Reader, firm: str) -> None:
    """Press the button on the page of the link."""
    reader.house("koppeling", firm)
    reader.press("Start synchronisatie")


def sees_invoice(reader: Reader, number: str) -> None:
    """Wait until the log says so; a finished work order may have woken the link before us."""
    runs = reader.page.locator("#log tbody tr").filter(has_text="1 factuur gemaakt")
    became = runs.filter(has_text=f"Werkbon {number} werd factuur")
    expect(became.first).to_be_attached(timeout=40_000)


def _block(customer: tuple[str, str], side: str) -> dict[str, str]:
    code, name = customer
    return {
        f"CustomerName{side}": name,
        f"CustomerDebtorNr{side}": code,
        f"CustomerStreet{side}": "Lindelaan",
        f"CustomerStreetNo{side}": "45",
        f"CustomerZIP{side}": "1236 GH",
        f"CustomerCity{side}": "Voorbeelddorp",
        f"CustomerContactPerson{side}": "De bewoner",
    }
