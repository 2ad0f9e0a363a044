"""A person of one firm, a link of theirs, and both counterparts in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from bonbrug.accounts.actions import add_organisation, add_person
from bonbrug.accounts.models import Organisation, User
from bonbrug.jobs import task_queue
from bonbrug.link import actions, crossing
from bonbrug.link.actions import Counterparts
from bonbrug.link.models import Connection, ExportJob
from bonbrug.link.store import inbox
from bonbrug.sync.model.failures import NotAllowedIn
from bonbrug.sync.model.records import Product, Relation, WorkOrder
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.ports.retrying import RetryingField
from bonbrug.sync.states.jobs import State
from tests.fakes.books import FakeBooks
from tests.fakes.field_service import FakeFieldService

NOW = datetime(2018, 9, 17, 13, 16, tzinfo=UTC)
CODES = ("demo-gebruiker", "1f" * 16, "2e" * 16)
TOKEN, SOFTWARE = "5a" * 32, "c0" * 32
SECRETS = (*CODES[1:], TOKEN, SOFTWARE)


@dataclass(slots=True)
class Counterpart:
    """Both sides, and what the credentials must be."""

    books: FakeBooks = field(default_factory=FakeBooks)
    service: FakeFieldService = field(default_factory=FakeFieldService)
    token: str = TOKEN
    fault: Exception | None = None
    sent: list[tuple[str, str]] = field(default_factory=list)

    def let_in(self, codes: list[str]) -> FakeBooks:
        if self.fault:
            raise self.fault
        # As on the wire: one code for the user name and the first security code.
        if codes[:2] != list(CODES[:2]):
            raise NotAllowedIn("E001.1", field="username")
        if codes[2] != CODES[2]:
            raise NotAllowedIn("E001.3", field="security_code_2")
        return self.books

    def field_of(self, connection: Connection) -> FakeFieldService:
        if connection.secret("token") != self.token:
            raise NotAllowedIn("1004", field="token")
        return self.service


@pytest.fixture
def other_side(monkeypatch: pytest.MonkeyPatch) -> Counterpart:
    side = Counterpart()
    monkeypatch.setattr(
        crossing, "try_bookkeeping", lambda _service, codes, _now: side.let_in(codes)
    )
    monkeypatch.setattr(
        crossing,
        "open_field_service",
        lambda connection: RetryingField(side.field_of(connection), crossing.PATIENCE),
    )
    monkeypatch.setattr(
        task_queue, "send", lambda name, argument, *lane, **how: side.sent.append((name, argument))
    )
    return side


@pytest.fixture
def eva(db: None) -> User:
    return add_person("eva@example.com")


@pytest.fixture
def firm(eva: User) -> Organisation:
    return add_organisation("Demo Installatie BV", eva)


@pytest.fixture
def page(client: Client, eva: User, firm: Organisation) -> Client:
    """Return a browser in which Eva is logged in."""
    client.force_login(eva, "django.contrib.auth.backends.ModelBackend")
    return client


def new_link(firm: Organisation, name: str = "Demo Installatie BV") -> Connection:
    services = Counterparts("ingebouwd", "ingebouwd")
    return actions.make_connection(firm, name, services, "6416759", (TOKEN, SOFTWARE), NOW)


@pytest.fixture
def ordered(firm: Organisation, other_side: Counterpart) -> Connection:
    """Return a link that nobody signed in yet."""
    return new_link(firm)


@pytest.fixture
def signed_in(ordered: Connection) -> Connection:
    assert actions.sign_in(ordered, *CODES, now=NOW).ok
    return ordered


CHOICES = SyncSettings(export_invoices=True, template="Test", term_days=14, book=True)


@pytest.fixture
def linked(signed_in: Connection) -> Connection:
    """Return a link that may run."""
    actions.choose(signed_in, replace(CHOICES, export_relations=True), None, NOW)
    return signed_in


def fill(books: FakeBooks, relations: int, materials: int) -> None:
    for number in range(1, relations + 1):
        code = f"TEST{number}"
        books.relations_[code] = Relation(
            code, f"Test {number}", "", "Dorpsstraat", "1", "1234 AB", "Utrecht", remote_id=code
        )
    for number in range(1, materials + 1):
        code = f"M{number}"
        books.products_[code] = Product(
            code,
            code,
            f"Materiaal {number}",
            "Stuk",
            Decimal("2.50"),
            "HOOG_VERK_21",
            "8000",
            active=True,
        )


def synchronise(connection: Connection, clock: Callable[[], datetime] = lambda: NOW) -> None:
    assert actions.synchronise(connection.pk, "test", clock, "person")


def knows(side: Counterpart, *products: Product) -> None:
    """Let the books sell these."""
    side.books.products_ |= {product.remote_id: product for product in products}


def keep_received(connection: Connection, order: WorkOrder, **job: Any) -> ExportJob:
    """Return the job of a work order that the link received."""
    values = {"row_id": order.row_id, "work_order_number": order.number, "state": State.NEW}
    made = ExportJob.objects.create(connection=connection, seen_at=NOW, **{**values, **job})
    inbox.keep([made], [order], NOW)
    return made
