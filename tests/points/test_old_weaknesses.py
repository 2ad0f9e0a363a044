"""Weaknesses of the connector of before that no other test names."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client

from bonbrug.accounts.actions import add_person
from bonbrug.link import actions, crossing
from bonbrug.link.models import Connection, LogLine, Run
from bonbrug.sync.model.records import Invoice, Reading, Relation, WorkPeriod
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.ports.retrying import RetryingBooks, RetryingField
from tests.fakes.linked import Linked, make_linked, ordered
from tests.fakes.world import CHOICES, START, World, relation, work_order
from tests.wrong_input.box import SMIT, Box

SOURCE = Path(__file__).parents[2] / "src/bonbrug"
ROOMS = ("wire", "sync", "gateways/eboekhouden_soap", "gateways/werkbonapp", "books/pages")
WRITERS = {"write_text", "write_bytes", "NamedTemporaryFile", "mkstemp"}


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Linked:
    return make_linked(monkeypatch)


def test_the_firm_of_the_invoice_block_pays_and_not_the_work_address(box: Box) -> None:
    box.relation(replace(SMIT, code="BEHEER", name="Beheer Voorbeeld"))
    box.order("18-1001", payer_name="Beheer Voorbeeld", payer_debtor_number="BEHEER")
    box.sync()
    assert box.books.invoices.get().relation.code == "BEHEER"


def test_days_of_the_work_do_not_move_the_date_of_the_invoice() -> None:
    world = World()
    periods = tuple(WorkPeriod(date(2018, 9, day), 60, "UUR") for day in (14, 17, 12))
    world.add(work_order(periods=periods, day=date(2018, 9, 12)))
    world.memory.state_ = replace(world.memory.state_, backlog_judged=True)
    world.run()
    (kept,) = world.books.invoices_.values()
    assert (kept.invoice.day, kept.invoice.term_days) == (START.date(), 14)


def test_an_edit_during_a_run_is_sent_by_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(SyncSettings(version=1))
    read = world.books.relations

    def edited_meanwhile(known: str = "") -> Reading[Relation]:
        answer = read(known)
        world.books.relations_["1"] = relation(name="Nieuwe naam")
        return answer

    monkeypatch.setattr(world.books, "relations", edited_meanwhile)
    world.run()
    assert world.field.relations_["TEST1"].name == "Klant TEST1"
    monkeypatch.setattr(world.books, "relations", read)
    world.later()
    assert world.field.relations_["TEST1"].name == "Nieuwe naam"


@pytest.mark.django_db
def test_two_links_at_work_at_once_keep_their_own_log_and_invoices(
    linked: Linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Linked(World(), connection=ordered("Andere firma", "1000002"))
    sides = {linked.connection.pk: linked.world, other.connection.pk: other.world}
    monkeypatch.setattr(
        crossing,
        "open_bookkeeping",
        lambda one, *_: RetryingBooks(sides[one.pk].books, crossing.PATIENCE),
    )
    monkeypatch.setattr(
        crossing,
        "open_field_service",
        lambda one: RetryingField(sides[one.pk].field, crossing.PATIENCE),
    )
    actions.sign_in(other.connection, "demo", "code-1", "code-2", START)
    actions.choose(other.connection, CHOICES, None, START)
    linked.world.add(work_order(number="EEN"))
    other.world.add(work_order(number="TWEE", periods=(), materials=()))
    write = linked.world.books.write

    def meanwhile(invoice: Invoice) -> str:
        other.done()
        return write(invoice)

    monkeypatch.setattr(linked.world.books, "write", meanwhile)
    linked.done()
    assert other.world.books.invoices_ == {}
    assert len(linked.world.books.invoices_) == 1
    subjects = LogLine.objects.values_list("connection", "subject")
    assert set(subjects) == {(other.connection.pk, "TWEE")}


@pytest.mark.django_db
def test_the_log_of_sixty_days_ago_can_still_be_read(linked: Linked) -> None:
    linked.world.add(work_order(number="OUD", periods=(), materials=()))
    linked.done()
    linked.world.field.orders_.clear()
    linked.later(timedelta(days=60))
    person = add_person("jo@voorbeeld.example")
    linked.connection.organisation.memberships.create(user=person, role="owner")
    browser = Client()
    browser.force_login(person)
    page = browser.get(f"/koppeling/{linked.connection.pk}/")
    assert "OUD" in page.content.decode()


@pytest.mark.django_db
def test_a_rejected_key_does_not_leave_the_busy_sign_on(linked: Linked) -> None:
    linked.world.books.open = False
    linked.done()
    assert not Run.objects.filter(finished_at=None).exists()
    assert Connection.objects.get().again is False


def written(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called == "open" or called.rpartition(".")[2] in WRITERS:
                yield f"{path.name}: {called}"


def test_no_document_of_a_customer_goes_through_a_file_that_another_could_get() -> None:
    pages = [path for room in ROOMS for path in (SOURCE / room).rglob("*.py")]
    assert len(pages) > 40
    assert [call for path in pages for call in written(path)] == []
