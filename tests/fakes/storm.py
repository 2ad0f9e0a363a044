"""Random weather and random people, from a seed, so that every run can be repeated."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TypeVar

from bonbrug.sync.model.failures import Failure, Refused
from bonbrug.sync.model.records import Invoice, InvoiceLine
from bonbrug.sync.states.jobs import State
from tests.fakes.weather import Crash, Weather
from tests.fakes.world import CHOICES, World, relation, work_order

Result = TypeVar("Result")
EVENTS = ("lost_request", "lost_reply", "late", "not_sent", "crash_before", "crash_after")
SENDING: tuple[str | Failure, ...] = (
    *EVENTS,
    "late",
    "late",
    "lost_request",
    "lost_request",
    Refused("CFACT042"),
)
LINE = InvoiceLine(Decimal(1), "stuk", "HAND", "Met de hand", Decimal(10), "GEEN", "8000")


class Storm(Weather):
    """Each call goes wrong with the given chance, until `over`."""

    def __init__(self, chance: random.Random, rate: float) -> None:
        super().__init__()
        self.chance, self.rate, self.over = chance, rate, False

    def through(self, method: str, effect: Callable[[], Result]) -> Result:
        rate = 0.5 if method == "send_invoice" else self.rate
        if not self.over and self.chance.random() < rate:
            self.next(method, self.chance.choice(SENDING if method == "send_invoice" else EVENTS))
        return super().through(method, effect)


class Schedule:
    """One random history: a stormy part with people at work, then calm until it settles."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.world = World(replace(CHOICES, export_relations=self.chance.random() < 0.5))
        self.storm = Storm(self.chance, self.chance.choice((0.02, 0.1, 0.3)))
        world = self.world
        world.weather = world.books.weather = world.field.weather = self.storm
        self.orders = 0
        self.taken_away: set[str] = set()

    def play(self, cycles: int = 8, calm: int = 14) -> None:
        for _ in range(cycles):
            self._people()
            self._cycle()
        self.storm.over = True
        self.storm.script.clear()
        for _ in range(calm):
            self._cycle()

    def _cycle(self) -> None:
        if self.chance.random() < 0.2:
            self.storm.deliver()
        if not self.storm.over and self.chance.random() < 0.2:
            self.world.memory.crash_at = self.world.memory.writes + self.chance.randint(1, 12)
        self.world.now += timedelta(minutes=self.chance.choice((1, 15, 15, 15, 70)))
        try:
            self.world.run()
        except Crash:
            self.world.memory.crash_at = 0
        self.world.memory.crash_at = 0

    def _people(self) -> None:
        for person in (
            self._complete,
            self._number_by_hand,
            self._edit,
            self._take_away,
            self._reopen,
            self._save_settings,
        ):
            if self.chance.random() < 0.35:
                person()

    def _complete(self) -> None:
        for _ in range(self.chance.randint(1, 3)):
            self.orders += 1
            code = self.chance.choice(("TEST1", "TEST1", "NIEUW"))
            self.world.add(work_order(str(self.orders), customer=relation(code, "")))

    def _number_by_hand(self) -> None:
        """Somebody makes an invoice in the books, under the next number of the series."""
        numbers = [int(number) for number in self.world.books.invoices_] or [2018000]
        number = str(max(numbers) + 1)
        today = self.world.now.date()
        self.world.books.write(
            Invoice(number, "TEST1", today, 14, "Test", book=False, booking_text="", lines=(LINE,))
        )

    def _edit(self) -> None:
        for row_id, order in list(self.world.field.orders_.items()):
            if order.status == "Compleet" and self.chance.random() < 0.3:
                period = replace(order.periods[0], minutes=order.periods[0].minutes + 15)
                self.world.field.orders_[row_id] = replace(order, periods=(period,))

    def _take_away(self) -> None:
        for row_id, order in list(self.world.field.orders_.items()):
            if order.status == "Compleet" and self.chance.random() < 0.1:
                self.taken_away.add(row_id)
                self.world.field.orders_[row_id] = replace(order, status="Afgehandeld")

    def _reopen(self) -> None:
        for row_id, order in list(self.world.field.orders_.items()):
            if order.status == "Afgehandeld" and self.chance.random() < 0.1:
                self.taken_away.add(row_id)
                self.world.field.orders_[row_id] = replace(order, status="Compleet")

    def _save_settings(self) -> None:
        """A new version of the settings lets refused work orders go again."""
        choices = self.world.choices
        self.world.choices = replace(choices, version=choices.version + 1)

    # --- the invariants ---------------------------------------------------------------------------

    def wrong(self) -> list[str]:
        """Return every invariant that does not hold."""
        return [problem for row_id in self.world.field.orders_ for problem in self._wrong(row_id)]

    def _wrong(self, row_id: str) -> list[str]:
        world = self.world
        tag = world.context.markers.tag(row_id, 1)
        ours = [
            number
            for number, kept in world.books.invoices_.items()
            if any(tag in line.description for line in kept.invoice.lines)
        ]
        order = world.field.orders_[row_id]
        job = next((job for job in world.memory.jobs_.values() if job.row_id == row_id), None)
        asked = any(item.row_id == row_id for item in world.memory.items.values())
        if job and job.state is State.WAITING:
            asked = ("backlog", "") in world.memory.items
        problems = []
        if len(ours) > 1:
            problems.append(f"{row_id} doubled: {ours}")
        settled = order.status == "Afgehandeld"
        if settled and not ours and not asked and row_id not in self.taken_away:
            problems.append(f"{row_id} lost: settled without an invoice")
        if not settled and not asked:
            problems.append(f"{row_id} stuck: {job and job.state}")
        if job and job.state is State.SETTLED and job.invoice_number not in ours:
            problems.append(f"{row_id} settled with {job.invoice_number}, in the books {ours}")
        return problems
