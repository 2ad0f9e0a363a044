"""Finished work orders of the painter, brought in as somebody does who moves house."""

import json
from datetime import timedelta
from pathlib import Path

from bonbrug.values.clock import accounting_day, system_clock
from tests.journeys.program import Program

FAMILY = ("TEST4", "Familie Van der Proef")
COMPANY = "1000002"
DUTCH_DAY = "%d-%m-%Y"


def finished(number: str, words: str, customer: tuple[str, str] = FAMILY) -> dict[str, object]:
    """A work order with hours and paint, in the shape of PostWorkorders plus its status."""
    day = f"{accounting_day(system_clock()) - timedelta(days=1):{DUTCH_DAY}}"
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


def bring_in(program: Program, *orders: dict[str, object]) -> str:
    """Import them with the command line; return what it said."""
    file = Path(program.data) / "orders.json"
    file.write_text(json.dumps(orders), "utf-8")
    code, said = program.tell("workorders", "import", str(file), "--company", COMPANY)
    assert code == 0, said
    return said


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
