"""A desk with one work order, its intent, and one who sends; with the words to look at it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from bonbrug.sync.context import Ports
from bonbrug.sync.invoicing.send import Sending
from bonbrug.sync.marker import Markers
from bonbrug.sync.model.failures import Failure
from bonbrug.sync.model.findings import Finding, Report
from bonbrug.sync.model.records import Invoice, InvoiceLine
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.states.jobs import Intent, Job, Outcome, State
from tests.fakes.world import CHOICES, QUIET, START, World, work_order

TODAY = START.date()
LATER = START + timedelta(minutes=1)  # by the clock, while `now` is the beginning of the run
MARKER = Markers(b"k" * 32, "ingebouwd:1234567").marker("werkbon", "WB-00001", "1", 1)
LINE = InvoiceLine(Decimal(1), "Uur", "UUR", f"Werk\n{MARKER}", Decimal(50), "HOOG_VERK_21", "8000")
INVOICE = Invoice("2018001", "TEST1", TODAY, 14, "Test", book=True, booking_text=MARKER,
                  lines=(LINE,))  # fmt: skip
BY_HAND = replace(INVOICE, lines=(replace(LINE, description="Met de hand"),))
NAMED = replace(INVOICE, lines=(replace(LINE, description="Van werkbon WB-00001"),))
JOB = Job(1, "1", 1, "WB-00001", State.INTENDED, "TEST1", TODAY, MARKER)
CLAIMED = Intent(1, 1, MARKER, INVOICE, 1)
SENT = replace(CLAIMED, outcome=Outcome.SENT, send_stamp=START - QUIET, attempts=1)
DOUBTFUL = replace(SENT, doubtful=True)
ABOUT = ("WB-00001", "1")


class Desk:
    """A work order with this intent, and one who sends."""

    def __init__(
        self, intent: Intent = CLAIMED, choices: SyncSettings = CHOICES, last_number: str = ""
    ) -> None:
        self.world = World(choices)
        self.books, self.memory, self.report = self.world.books, self.world.memory, Report()
        self.world.add(work_order())
        self.memory.jobs_[1], self.memory.intents[1] = JOB, intent
        ports = Ports(self.books, self.world.field, self.memory)
        run = replace(self.world.context, clock=lambda: LATER)
        known = (last_number,) if last_number else ()
        self.sending = Sending(ports, run, self.report, *known)

    def send(self, event: str | Failure = "") -> None:
        if event:
            self.world.weather.next("send_invoice", event)
        self.sending.send(JOB, self.intent)

    def look(self, **how: bool) -> None:
        self.sending.look(JOB, self.intent, **how)

    @property
    def intent(self) -> Intent:
        return self.memory.intents[1]

    @property
    def job(self) -> Job:
        return self.memory.jobs_[1]

    @property
    def told(self) -> list[Finding]:
        """What stands in the memory: the same as in the report."""
        assert self.memory.lines == self.report.findings
        return self.memory.lines

    def calls(self, method: str = "send_invoice") -> int:
        return self.world.weather.count(method)


def invoiced(number: str = "2018001", **other: Any) -> Job:
    return replace(JOB, state=State.INVOICED, invoice_number=number, invoiced_at=LATER, **other)


def stamped(before: Intent = CLAIMED, **other: Any) -> Intent:
    fields = {"outcome": Outcome.SENT, "send_stamp": LATER, "attempts": before.attempts + 1}
    return replace(before, **{**fields, **other})
