"""Chapter 7, in both languages: 23 hours that came by wire, until their credit is settled."""

import json
import re
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from bonbrug.values.clock import accounting_day, system_clock
from tests.journeys.orders import DUTCH_DAY
from tests.journeys.program import Program
from tests.journeys.reader import Reader
from tests.journeys.test_every_page import look_here

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
HOUR = "Arbeid monteur"
FIRM = "Demo Installatie BV"
INVOICE = re.compile(r"\b\d{7}\b")
PATIENCE = 40.0
ADDRESSES = {
    "TEST1": {
        "CustomerStreet": "Dorpsstraat", "CustomerStreetNo": "1", "CustomerZIP": "1234 AB",
        "CustomerCity": "Voorbeeldstad", "CustomerContactPerson": "Balie",
    },
    "TEST2": {
        "CustomerStreet": "Voorbeeldhof", "CustomerStreetNo": "12", "CustomerZIP": "1234 CD",
        "CustomerCity": "Voorbeeldstad", "CustomerContactPerson": "Balie",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Words:
    """What the pages say in one language, and a customer and an employee of its own."""

    language: str
    customer: tuple[str, str]
    employee: str
    send_now: str
    begin: str
    end: str
    save: str
    waits: str
    approve: str
    again: str
    credit: str
    offset: str
    settled: str

    @property
    def number(self) -> str:
        """The work order of this language."""
        return f"API-{self.language}"


DUTCH = Words(
    "nl", ("TEST1", "Bakkerij De Gouden Korst"), "101", "Nu versturen", "Begin", "Eind", "Opslaan",
    "1 factuur wacht op uw akkoord", "Zo factureren", "Opnieuw op Compleet zetten",
    "Crediteren en opnieuw factureren", "Verrekenen",
    "verrekend met {} op",
)  # fmt: skip
ENGLISH = Words(
    "en", ("TEST2", "VvE Voorbeeldhof"), "102", "Send now", "Begin", "End", "Save",
    "1 invoice waits for your yes", "Invoice it like this", "Set back to Complete",
    "Credit and invoice again", "Offset",
    "offset against {} on",
)  # fmt: skip
BOTH = pytest.mark.parametrize("words", [DUTCH, ENGLISH], ids=["nl", "en"])


@pytest.fixture
def office(browser: Browser, program: Program, pictures: Path, words: Words) -> Iterator[Reader]:
    """Somebody in the office who reads one of the two languages, and says yes when asked."""
    person = Reader(browser, program, pictures, language=words.language)
    person.log_in()
    person.page.on("dialog", lambda dialog: dialog.accept())
    yield person
    person.leave()
    assert person.complaints == []


@BOTH
def test_23_hours_that_came_by_wire_are_repaired_and_become_one_invoice(
    office: Reader, words: Words
) -> None:
    row_id = posted(office.program, words)
    office.page.goto(f"/werkbonnen/rij/1000001/{row_id}/")
    office.page.locator("form[action*='/compleet/'] button").click()
    office.press(words.send_now)
    synchronise(office)
    article = waiting(office, words, "23")
    article.locator("a[href*='/werkbonnen/rij/']").click()
    hours(office, words, "07:00", "20:30")

    synchronise(office)
    article = waiting(office, words, "13,5")
    expect(article).not_to_contain_text("23")
    article.get_by_role("button", name=words.approve).click()
    (number,) = invoices_of(office, words, 1)
    page_of_invoice(office, number)
    line = office.page.locator(".lines tbody tr").filter(has_text=HOUR)
    expect(line.locator("td").first).to_have_text(re.compile(r"^13,5"))
    fits(office)
    synchronise(office)
    assert invoices_of(office, words, 1) == [number]


@BOTH
def test_it_is_credited_and_made_again_and_both_open_items_are_settled(
    office: Reader, words: Words
) -> None:
    (first,) = invoices_of(office, words, 1)
    assert first in listed_open(office)
    before = open_in_total(office)
    office.house("werkbonnen", FIRM)
    office.page.goto(f"{office.page.url.rstrip('/')}/?zoek={words.number}")
    office.page.get_by_role("main").get_by_role("link", name=words.number).first.click()
    office.press(words.again)
    hours(office, words, "08:00", "12:00")
    synchronise(office)
    to_do(office)
    fits(office)
    office.press(words.credit)
    _, credit, second = invoices_of(office, words, 3)

    assert {first, credit, second} <= listed_open(office)
    gross = gross_of(office, first)
    assert gross_of(office, credit) == -gross
    open_items(office)
    office.row(first).locator("a[href*='/verrekenen/']").first.click()
    fits(office)
    office.page.locator("main .form-foot").get_by_role("button", name=words.offset).click()
    assert {first, credit, second} & listed_open(office) == {second}
    fits(office)
    assert open_in_total(office) == before - gross + gross_of(office, second)
    for one, other in ((first, credit), (credit, first)):
        page_of_invoice(office, one)
        office.sees(re.compile(words.settled.format(other)))
        fits(office)


def posted(program: Program, words: Words) -> str:
    """Send a work order of 10:00 to 09:00 to the door, as another program does."""
    firm = program.firm(FIRM)
    tokens = f"token={firm['token']}&software_token={firm['software_token']}"
    request = urllib.request.Request(
        f"{program.address}/openapi/8/PostWorkorders/?{tokens}",
        json.dumps([order(words)]).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        told = json.load(answer)
    assert told["code"] == 200, told
    return str(told["response"][0]["row_id"])


def order(words: Words) -> dict[str, Any]:
    """One night at one customer, in the shape of PostWorkorders."""
    day = f"{accounting_day(system_clock()) - timedelta(days=5):{DUTCH_DAY}}"
    code, name = words.customer
    customer = {"CustomerName": name, "CustomerDebtorNr": code, **ADDRESSES[code]}
    worked = {
        "WorkDate": day, "BeginTime": "10:00", "EndTime": "09:00", "TotalTime": "23:00",
        "HourType": "1", "EmployeeNr": words.employee,
    }  # fmt: skip
    return {
        "WorkorderNo": words.number,
        **customer,
        **{f"{key}Invoice": text for key, text in customer.items()},
        "TypeOfWork": "Storing", "PaymentMethod": "op rekening", "WorkStatus": "1",
        "ShortWorkDescription": "Pomp vervangen", "WorkDescription": "Pomp vervangen",
        "WorkDate": day, "EmployeeNr": words.employee, "Workperiods": [worked],
    }  # fmt: skip


def hours(office: Reader, words: Words, begin: str, end: str) -> None:
    """Change the hours of the work order on the screen; say that a long day is right."""
    fits(office)
    office.page.locator("main tbody a[href*='/uren/']").first.click()
    office.field(words.begin).fill(begin)
    office.field(words.end).fill(end)
    office.press(words.save)
    sure = office.page.locator("input[name=sure]")
    expect(sure.or_(office.page.locator("main tbody a[href*='/uren/']")).first).to_be_visible()
    if sure.count():
        fits(office)
        sure.check()
        office.press(words.save)
    expect(sure).to_have_count(0)


def synchronise(office: Reader) -> None:
    """Run the link until its end; it ends with 1 when it leaves something for a person."""
    code, said = office.program.tell("sync", FIRM)
    assert code in (0, 1), said


def to_do(office: Reader) -> None:
    office.house("koppeling", FIRM)
    office.page.goto(f"{office.page.url.rstrip('/')}/te-doen/")


def waiting(office: Reader, words: Words, quantity: str) -> Locator:
    """Return the invoice that waits for a yes, as it would be."""
    to_do(office)
    office.sees(words.waits)
    article = office.page.locator(".waiting article").filter(has_text=words.number)
    expect(article.locator("tbody tr").filter(has_text=HOUR)).to_contain_text(quantity)
    fits(office)
    return article


def invoices_of(office: Reader, words: Words, hoped: int) -> list[str]:
    """Return the invoices of the work order by the page of the link, once so many are there.

    A decision wakes the link of itself, beside the runs that are asked for here.
    """
    latest = time.monotonic() + PATIENCE
    while True:
        office.house("koppeling", FIRM)
        office.page.goto(f"{office.page.url.rstrip('/')}/werkbonnen/?zoek={words.number}")
        cells = office.page.locator("tbody tr td:nth-child(5)").all_inner_texts()
        found = sorted(found[0] for found in map(INVOICE.search, cells) if found)
        if len(found) == hoped:
            fits(office)
            return found
        assert time.monotonic() < latest, cells
        synchronise(office)


def open_items(office: Reader) -> None:
    office.house("boekhouden", FIRM)
    office.page.goto(f"{office.page.url.rstrip('/')}/open-posten/?rijen=100")


def listed_open(office: Reader) -> set[str]:
    """Return the numbers of the invoices that stand open."""
    open_items(office)
    return set(INVOICE.findall(office.page.locator("tbody").inner_text()))


def open_in_total(office: Reader) -> Decimal:
    open_items(office)
    return amount(office.page.locator(".sums strong").first)


def page_of_invoice(office: Reader, number: str) -> None:
    office.house("boekhouden", FIRM)
    office.page.goto(f"{office.page.url.rstrip('/')}/facturen/?zoek={number}")
    office.page.get_by_role("main").get_by_role("link", name=number, exact=True).click()


def gross_of(office: Reader, number: str) -> Decimal:
    page_of_invoice(office, number)
    return amount(office.page.locator(".totals dd.last"))


def amount(place: Locator) -> Decimal:
    """Read an amount as it is written in Dutch or in English."""
    signs = re.sub(r"[^\d-]", "", place.inner_text())
    return Decimal(signs) / 100


def fits(office: Reader) -> None:
    """This page can be used without eyes or mouse."""
    assert look_here(office.page) == []
