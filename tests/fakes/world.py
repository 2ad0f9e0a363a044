"""A small company on both sides, a clock, and a button that runs a cycle."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.marker import Markers
from bonbrug.sync.model.connection_state import ConnectionState
from bonbrug.sync.model.findings import Report
from bonbrug.sync.model.records import MaterialLine, Product, Relation, WorkOrder, WorkPeriod
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.ports.bookkeeping import Bookkeeping
from bonbrug.sync.ports.field_service import FieldService
from bonbrug.sync.run import synchronise
from bonbrug.sync.states import person_transitions
from bonbrug.sync.states.jobs import State
from tests.fakes.books import FakeBooks
from tests.fakes.field_service import FakeFieldService
from tests.fakes.memory import FakeMemory
from tests.fakes.weather import Crash, Weather

START = datetime(2018, 9, 19, 8, 0, tzinfo=UTC)
Services = Callable[[], tuple[Bookkeeping, FieldService]]
QUIET = timedelta(minutes=15)
CHOICES = SyncSettings(export_invoices=True, template="Test", book=True, version=1)


def relation(code: str = "TEST1", remote_id: str = "1", **other: str) -> Relation:
    fields = {
        "name": f"Klant {code}",
        "street": "Dorpsstraat",
        "house_number": "12",
        "postal_code": "1234 AB",
        "city": "Voorbeeldstad",
        **other,
    }
    return Relation(code=code, remote_id=remote_id, **fields)


def product(code: str, unit: str, price: str = "50.00", **other: Any) -> Product:
    made = Product(f"p-{code}", code, f"Artikel {code}", unit, Decimal(price), "HOOG_VERK_21",
                   "8000", active=True)  # fmt: skip
    return replace(made, **other)


def work_order(row_id: str = "1", **other: Any) -> WorkOrder:
    """An ordinary one: each was done by an employee of its own."""
    worked = other.get("day") or date(2018, 9, 19)
    made = WorkOrder(
        row_id=row_id,
        number=f"WB-{row_id:0>5}",
        status="Compleet",
        work_status="1",
        day=date(2018, 9, 19),
        customer=relation(),
        periods=(WorkPeriod(worked, 90, "UUR", employee=row_id),),
        materials=(MaterialLine("BUIS", "Koperen buis", "Stuk", Decimal(2), Decimal("4.55")),),
        description="Lek verholpen",
    )
    return replace(made, **other)


class World:
    """Two sides and a memory. `run` is one cycle; `later` lets time pass first.

    `services` gives what the engine talks with: the two fakes, or something before them.
    """

    def __init__(
        self, choices: SyncSettings = CHOICES, state: ConnectionState | None = None
    ) -> None:
        self.weather = Weather()
        self.books = FakeBooks(self.weather)
        self.field = FakeFieldService(self.weather)
        self.memory = FakeMemory(state or ConnectionState(activated_on=START.date()))
        self.choices, self.now = choices, START
        self.services: Services = lambda: (self.books, self.field)
        self.books.relations_["1"] = relation()
        for one in (product("UUR", "Uur", "50.00"), product("BUIS", "Stuk", "4.55")):
            self.books.products_[one.remote_id] = one

    @property
    def context(self) -> RunContext:
        markers = Markers(b"k" * 32, "ingebouwd:1234567")
        return RunContext(self.choices, markers, lambda: self.now, self.now, QUIET)

    def run(self, *, thorough: bool = False, dry_run: bool = False) -> Report:
        self.weather.calls.clear()
        ports = Ports(*self.services(), self.memory)
        return synchronise(ports, self.context, thorough=thorough, dry_run=dry_run)

    def crash(self) -> bool:
        """Run until the planned crash; False when the run came to its end."""
        try:
            self.run()
        except Crash:
            return True
        return False

    def later(self, delay: timedelta = QUIET) -> Report:
        self.now += delay
        return self.run()

    def add(self, *orders: WorkOrder) -> None:
        self.field.orders_.update({order.row_id: order for order in orders})

    def approve(self) -> None:
        """A person says that what is asked is right."""
        for place in self.memory.jobs_:
            self.memory.decide(place, person_transitions.approve)
        self.memory.items.clear()

    def items(self) -> list[str]:
        return sorted(code for code, _ in self.memory.items)

    def states(self) -> list[State]:
        return [job.state for job in self.memory.jobs_.values()]

    def writes(self) -> int:
        return self.books.writes() + self.field.writes()
