"""A small company on both sides, a clock, and a button that runs a cycle."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from bonbrug.sync.choices import Choices
from bonbrug.sync.cycle import synchronise
from bonbrug.sync.ledger import Standing, State
from bonbrug.sync.marks import Marks
from bonbrug.sync.nouns import MaterialLine, Product, Relation, WorkOrder, WorkPeriod
from bonbrug.sync.report import Report
from bonbrug.sync.sending import Bridge, Circumstances
from tests.fakes.books import FakeBooks
from tests.fakes.field_service import FakeFieldService
from tests.fakes.ledger import FakeLedger
from tests.fakes.weather import Crash, Weather

START = datetime(2018, 9, 19, 8, 0, tzinfo=UTC)
QUIET = timedelta(minutes=15)
CHOICES = Choices(export_invoices=True, template="Test", book=True, version=1)


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
    worked = other.get("day") or date(2018, 9, 19)
    made = WorkOrder(
        row_id=row_id,
        number=f"WB-{row_id:0>5}",
        status="Compleet",
        work_status="1",
        day=date(2018, 9, 19),
        customer=relation(),
        periods=(WorkPeriod(worked, 90, "UUR"),),
        materials=(MaterialLine("BUIS", "Koperen buis", "Stuk", Decimal(2), Decimal("4.55")),),
    )
    return replace(made, **other)


class World:
    """Two sides and a memory. `run` is one cycle; `later` lets time pass first."""

    def __init__(self, choices: Choices = CHOICES, standing: Standing | None = None) -> None:
        self.weather = Weather()
        self.books = FakeBooks(self.weather)
        self.field = FakeFieldService(self.weather)
        self.ledger = FakeLedger(standing or Standing(activated_on=START.date()))
        self.choices, self.now = choices, START
        self.books.relations_["1"] = relation()
        for one in (product("UUR", "Uur", "50.00"), product("BUIS", "Stuk", "4.55")):
            self.books.products_[one.remote_id] = one

    @property
    def circumstances(self) -> Circumstances:
        marks = Marks(b"k" * 32, "ingebouwd:1234567")
        return Circumstances(self.choices, marks, lambda: self.now, self.now, QUIET)

    def run(self, *, thorough: bool = False, dry_run: bool = False) -> Report:
        self.weather.calls.clear()
        bridge = Bridge(self.books, self.field, self.ledger)
        return synchronise(bridge, self.circumstances, thorough=thorough, dry_run=dry_run)

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
        """A person says that what is asked is right, as link/actions/deciding.py does."""
        for place, job in self.ledger.jobs_.items():
            if job.state is State.REFUSED:
                self.ledger.jobs_[place] = replace(
                    job, approved_print=job.refused_print, refused_print="", refused_code=""
                )
        self.ledger.items.clear()

    def items(self) -> list[str]:
        return sorted(code for code, _ in self.ledger.items)

    def states(self) -> list[State]:
        return [job.state for job in self.ledger.jobs_.values()]

    def writes(self) -> int:
        return self.books.writes() + self.field.writes()
