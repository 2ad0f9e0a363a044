"""All about one person as a ZIP: everything of every house, in both languages, and no secrets."""

import io
import json
import tracemalloc
import zipfile
from typing import Any

import pytest

from bonbrug.accounts.actions import add_member, add_organisation, add_person
from bonbrug.accounts.models import Organisation
from bonbrug.link.models import Connection, LogLine, Run
from bonbrug.link.models.connection import SECRETS
from bonbrug.site.personal_data import export
from bonbrug.values.clock import system_clock
from bonbrug.values.personal_data import Person, Whose
from bonbrug.workorders.actions.keep_employee import add_employee
from bonbrug.workorders.models import Tablet, TabletKey, WorkOrder, WorkPeriod
from tests.fakes.linked import ordered
from tests.site import canary
from tests.site.canary import CODE, GONE, NUMBER, ON_INVOICE
from tests.wrong_input.box import CODES, SOFTWARE_TOKEN, TOKEN, Box
from tests.wrong_input.conftest import box

__all__ = ["box"]
pytestmark = pytest.mark.postgres
CUSTOMER = Person(Whose.CUSTOMER, CODE)
PICTURE = "getekend-door-kanarie"  # stands there as base64


@pytest.fixture
def lived(box: Box) -> Box:
    canary.live(box)
    return box


def zipped(organisation: Organisation, person: Person) -> dict[str, str]:
    file = io.BytesIO()
    export.write(organisation, person, file, system_clock())
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def rows(files: dict[str, str], table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(files[f"{table}.json"])
    return found


def test_all_of_a_customer_is_in_it(lived: Box) -> None:
    files = zipped(lived.books.organisation, CUSTOMER)
    data = "".join(text for name, text in files.items() if name.endswith(".json"))
    for word in (*GONE, *ON_INVOICE):
        assert word == PICTURE or word in data, word
    there = {name.removesuffix(".json") for name in files}
    assert {
        "workorders/WorkOrder", "workorders/WorkPeriod", "workorders/MaterialLine",
        "workorders/Relation", "workorders/History", "workorders/Dwelling", "books/Relation",
        "books/Invoice", "books/InvoiceLine", "books/InvoiceMail", "books/Mandate", "books/Entry",
        "link/Binding", "link/ExportJob", "link/Inbox", "link/Intent", "link/Event",
        "link/CustomerAgreement", "link/AddressAnswer", "link/Item",
    } <= there  # fmt: skip
    assert rows(files, "workorders/WorkOrder")[0]["signature"]["signature"]
    received = rows(files, "link/Inbox")[0]["received"]["body_sealed"]
    assert received["customer"]["name"] == "Familie Kanarieveen"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("alles.html", ("Wat Demo Installatie BV bewaart over K4711", "naam en adres")),
        ("everything.html", ("What Demo Installatie BV keeps about K4711", "name and address")),
    ],
)
def test_people_read_it_in_their_language(lived: Box, name: str, words: tuple[str, ...]) -> None:
    page = zipped(lived.books.organisation, CUSTOMER)[name]
    assert all(word in page for word in (*words, "Kanarieveen", "piepers@kanarie.example"))
    assert "<script" not in page


def test_what_somebody_typed_is_text_and_never_markup(lived: Box) -> None:
    WorkOrder.objects.filter(number=NUMBER).update(comment="<script>alert(1)</script>")
    page = zipped(lived.books.organisation, CUSTOMER)["alles.html"]
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_no_secret_and_nobody_else_is_in_it(lived: Box) -> None:
    lived.order("18-8001")
    lived.sync()
    text = "".join(zipped(lived.books.organisation, CUSTOMER).values())
    link = Connection.objects.get()
    sealed = [getattr(link, name) for name in SECRETS if getattr(link, name)]
    for secret in (TOKEN, SOFTWARE_TOKEN, CODES.first, CODES.second, *sealed):
        assert secret not in text
    assert "Smit" not in text
    assert "18-8001" not in text


def test_another_organisation_gets_nothing(lived: Box) -> None:
    files = zipped(add_organisation("Ander BV"), CUSTOMER)
    assert sorted(files) == ["alles.html", "everything.html"]
    assert "Er wordt niets bewaard" in files["alles.html"]


def test_of_an_employee_only_what_is_about_that_employee(lived: Box) -> None:
    employee = add_employee(lived.company, {"first_name": "Sanne", "last_name": "Wit",
                                            "number": "101"})  # fmt: skip
    now = system_clock()
    tablet = Tablet.objects.create(employee=employee, linked_at=now, last_seen=now, rolled_at=now)
    TabletKey.objects.create(tablet=tablet, digest="d" * 64, made_at=now)
    WorkOrder.objects.filter(number=NUMBER).update(employee=employee)
    WorkPeriod.objects.update(employee_number="101")
    files = zipped(lived.books.organisation, Person(Whose.EMPLOYEE, "101"))
    text = "".join(files.values())
    assert rows(files, "workorders/WorkPeriod")[0]["hours"]["total_minutes"] == 120
    assert "Sanne" in text
    assert not any(word in text for word in (*GONE, *ON_INVOICE, "d" * 64))


def test_of_a_user_what_it_did_and_no_password(lived: Box) -> None:
    organisation = lived.books.organisation
    user = add_person("jo@firm.example", "a very long password")
    assert "User" not in str(sorted(zipped(organisation, Person(Whose.USER, "jo@firm.example"))))
    add_member(organisation, user)
    lived.connection.items.update(closed_by=user)
    files = zipped(organisation, Person(Whose.USER, "jo@firm.example"))
    user.refresh_from_db()
    assert rows(files, "accounts/User")[0]["account"]["email"] == "jo@firm.example"
    assert rows(files, "link/Item")
    assert user.password not in "".join(files.values())


@pytest.mark.django_db
def test_a_great_customer_takes_no_more_memory_than_a_small_one() -> None:
    link = ordered()
    run = Run.objects.create(connection=link, started_at=system_clock())

    def grow(first: int, last: int) -> None:
        LogLine.objects.bulk_create(
            LogLine(
                connection=link, run=run, first_moment=run.started_at, moment=run.started_at,
                kind="x", subject=CODE, fingerprint=f"{place}", facts={"text": "x" * 20_000},
            )
            for place in range(first, last)
        )  # fmt: skip

    class Nowhere(io.BytesIO):
        """A file that keeps only its length."""

        length = 0

        def write(self, data: Any) -> int:
            self.length += len(data)
            return len(data)

        def tell(self) -> int:
            return self.length

        def seekable(self) -> bool:
            return False

    def peak() -> int:
        tracemalloc.start()
        try:
            export.write(link.organisation, CUSTOMER, Nowhere(), system_clock())
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    grow(0, 60)
    peak()
    small = peak()
    grow(60, 360)
    assert peak() < small + 2_000_000, "six megabytes came on top"
