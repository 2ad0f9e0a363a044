"""One cell of the table over the real link: three turns of work with one fault, then healing."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from django.test import override_settings

from bonbrug.link import actions
from bonbrug.values.clock import system_clock
from tests.proofs.faults import firm, honesty, judge, memory
from tests.proofs.faults.matrix import Cell
from tests.proofs.faults.proxy.plan import Fault, Plan, Step
from tests.proofs.faults.proxy.server import FaultProxy
from tests.proofs.faults.seen import Paper

TURNS = 3
ORDERS = [f"W{turn}" for turn in range(1, TURNS + 1)]
MOST_CYCLES = 4  # after the last fault was over
CYCLE = timedelta(minutes=20)  # longer than the quiet period
SOON = 1  # seconds that the link waits for an answer that never comes
WRITES = ("Add", "Update", "POST ")


class Verdict(NamedTuple):
    """`struck`: how often the fault happened; `cycles`: how many runs healing took.

    `broken`: which sentences did not hold, each with the run in which that was seen.
    """

    cell: Cell
    struck: int
    cycles: int
    broken: list[str]

    @property
    def word(self) -> str:
        if self.broken:
            return "FAILED"
        return "held" if self.struck else "not met"


@dataclass
class Walk:
    """A linked firm behind a proxy, and a clock that goes a cycle ahead with each run."""

    paper: Paper
    pk: int
    proxy: FaultProxy
    broken: list[str] = field(default_factory=list)
    ahead: timedelta = timedelta()
    writes: list[str] = field(default_factory=list)
    ready: bool = False

    def run(self, name: str, turn: int) -> None:
        """Run once as the clock does, then compare what is said with what is so."""
        passed = len(self.proxy.history)
        clock = self._clock()
        self.ahead += CYCLE
        assert actions.synchronise(self.pk, "faults", lambda: clock, "schedule") is not None
        delivered = [one for one in self.proxy.history[passed:] if one.step is Step.DELIVERED]
        self.writes = [event.call for event in delivered if _is_write(event.call)]
        self._look(name, turn)

    def _clock(self) -> datetime:
        return system_clock() + self.ahead

    def _look(self, name: str, turn: int) -> None:
        seen, kept = firm.look(self.paper), memory.remembered(self.pk)
        behind = firm.behind(self.paper, turn) if turn else []
        self.broken += [f"{name}: {text}" for text in honesty.untruths(seen, kept, behind)]
        self.ready = judge.at_rest(seen, kept, ORDERS[:turn]) and not behind


def play(cell: Cell, doors: str) -> Verdict:
    """Play one cell against the houses at `doors`; every cell has a firm of its own."""
    address = urlsplit(doors)
    upstream = (str(address.hostname), int(address.port or 0))
    with FaultProxy(upstream, Plan()) as proxy, _addressed(proxy):
        paper = firm.open_firm()
        walk = Walk(paper, memory.link(paper), proxy)
        walk.run("start", 0)
        proxy.strike(Plan(cell))
        with override_settings(**_hurry(cell)):
            for turn in range(1, TURNS + 1):
                firm.complete(paper, f"W{turn}", f"NIEUW{turn}")
                firm.change(paper, turn)
                walk.run(f"turn {turn}", turn)
        return _heal(cell, walk)


def _heal(cell: Cell, walk: Walk) -> Verdict:
    """No more faults: it must come right by itself, and then be still.

    A request that was kept back arrives some cycles later; that is when its fault is over.
    """
    walk.proxy.plan = Plan()
    struck = sum(event.fault is cell.fault for event in walk.proxy.history)
    if cell.fault is Fault.LATE_EXECUTION:
        for cycle in range(1, cell.position):
            walk.run(f"before the late one {cycle}", TURNS)
        walk.proxy.deliver_late()
    needed = _runs_until_still(walk)
    return Verdict(cell, struck, needed, [*walk.broken, *_at_the_end(walk)])


def _runs_until_still(walk: Walk) -> int:
    """Run until a run finds all in order and writes nothing; return how many came before it."""
    for cycle in range(MOST_CYCLES + 1):
        walk.run(f"healing {cycle + 1}", TURNS)
        if walk.ready and not walk.writes:
            return cycle
    walk.broken.append(f"not still after {MOST_CYCLES} runs")
    return MOST_CYCLES + 1


def _at_the_end(walk: Walk) -> list[str]:
    seen, kept = firm.look(walk.paper), memory.remembered(walk.pk)
    broken = [*judge.faults_of(seen, kept, ORDERS), *firm.behind(walk.paper, TURNS)]
    if walk.writes:
        broken.append(f"written without a change: {walk.writes}")
    return [f"end: {text}" for text in broken]


def _is_write(call: str) -> bool:
    return call.startswith(WRITES) or call.endswith("settling")


def _addressed(proxy: FaultProxy) -> override_settings:
    here = f"http://127.0.0.1:{proxy.address[1]}"
    return override_settings(
        BONBRUG_EBOEKHOUDEN_SOAP_URL=f"{here}/soap.asmx",
        BONBRUG_WERKBONAPP_URL=f"{here}/openapi/8",
    )


def _hurry(cell: Cell) -> dict[str, int]:
    """Only silence needs a short patience; a busy machine is no fault."""
    return {"BONBRUG_REPLY_SECONDS": SOON} if cell.fault is Fault.TIMEOUT else {}
