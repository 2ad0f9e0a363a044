"""One run of the real engine, by a worker that may crash or freeze anywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import datetime, timedelta
from typing import Protocol

from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.marker import Markers
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.ports.bookkeeping import Bookkeeping
from bonbrug.sync.ports.field_service import FieldService
from bonbrug.sync.ports.memory import TakenOver
from bonbrug.sync.run import synchronise
from tests.proofs.simulator.books import Books
from tests.proofs.simulator.chance import Chance
from tests.proofs.simulator.field import Field
from tests.proofs.simulator.memory import HeldLease, StoreMemory
from tests.proofs.simulator.stage import HOUR, SECOND, Actor, Crash, Stage
from tests.proofs.simulator.store import Store

MINE = "a"
QUIET = timedelta(minutes=15)
MARKS = Markers(b"k" * 32, "ingebouwd:1000001")
BREAKERS = ("not_allowed_in", "other_administration")
# Around these a crash or a long pause hurts most.
HOT = (
    "before claim", "after claim", "before stamp", "after stamp", "before send_invoice",
    "after send_invoice", "before conclude done", "after conclude done", "before settle",
    "after settle", "before change settled", "after invoices", "before put_relations",
    "after put_relations", "after work_order", "after relation", "before change_relation",
    "after books_relations",
)  # fmt: skip


class Heart(Protocol):
    """Hears that a worker stops or goes on."""

    def __call__(self, name: str, *, beats: bool) -> None: ...


@dataclass(slots=True)
class Mishap:
    """Crash (`freeze` 0) or stand still for `freeze` ms, at a label or at the n-th point."""

    freeze: int = 0
    label: str = ""
    place: int = 0


def mishap(chance: Chance, crash: float, freeze: float) -> Mishap | None:
    """Draw whether something happens to a run, and where."""
    kind = chance.random()
    if kind >= crash + freeze:
        return None
    wait = chance.long(30 * SECOND, 3 * HOUR) if kind >= crash else 0
    if chance.happens(0.6):
        return Mishap(wait, chance.choice(HOT))
    return Mishap(wait, place=chance.randint(1, 80))


class Worker(Actor):
    """Does one run. `latest` is when a frozen one wakes up; `heart` hears of it."""

    def __init__(
        self, name: str, plan: Mishap | None, stage: Stage, latest: int, heart: Heart
    ) -> None:
        super().__init__(name)
        self.plan, self.stage, self.latest, self.heart = plan, stage, latest, heart
        self.points = 0

    def point(self, label: str) -> int:
        plan = self.plan
        if plan is None:
            return 0
        self.points += 1
        if plan.label != label if plan.label else plan.place != self.points:
            return 0
        self.plan = None
        if not plan.freeze:
            self.stage.history.add("crash", self.name, label)
            raise Crash
        self.heart(self.name, beats=False)
        wait = min(plan.freeze, self.latest - self.stage.ms)
        if wait > 0:
            self.stage.history.add("freeze", self.name, label, str(wait // SECOND))
        return max(wait, 1)

    def goes_on(self) -> None:
        self.heart(self.name, beats=True)


Services = Callable[[], tuple[Bookkeeping, FieldService]]


ENDS: dict[type[BaseException], str] = {Crash: "crashed", TakenOver: "taken_over"}


class End:
    """How a run ended: '' by itself, crashed, taken_over, or died of an error and which."""

    word = ""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> bool:
        if kind is not None:
            self.word = ENDS.get(kind, f"died {error!r}")
        return kind is not None and (kind in ENDS or issubclass(kind, Exception))


@dataclass(slots=True)
class Office:
    """All that a run needs; `choices` may change between runs.

    `services` gives what the engine talks with: these two, or something before them.
    """

    stage: Stage
    books: Books
    field: Field
    store: Store
    choices: SyncSettings
    markers: Markers = MARKS
    quiet: timedelta = QUIET
    skew: timedelta = timedelta(0)
    services: Services = dataclass_field(init=False)

    def __post_init__(self) -> None:
        self.services = lambda: (self.books, self.field)

    def clock(self) -> datetime:
        """Return what the machine believes that the time is."""
        return self.stage.clock() + self.skew

    def run(self, name: str, *, thorough: bool, ended: Callable[[str], None]) -> None:
        """Synchronise once under the lease, as the link does; a crash leaves everything."""
        how = End()
        with how:
            self._run(name, thorough=thorough)
        ended(how.word)

    def _run(self, name: str, *, thorough: bool) -> None:
        stage, history = self.stage, self.stage.history
        now = self.clock()
        epoch = self.store.take(name, stage.ms)
        if epoch is None:
            history.add("skipped", name)
            return
        history.add("lease", name, str(epoch))
        lease = HeldLease(MINE, name, epoch)
        memory = StoreMemory(self.store, lease, history, stage.point, watched=thorough)
        context = RunContext(self.choices, self.markers, self.clock, now, self.quiet)
        ports = Ports(*self.services(), memory)
        with memory.fenced("begin"):
            pass
        report = synchronise(ports, context, thorough=thorough)
        with memory.fenced("finish"):
            history.add("run", name, "", report.outcome, report.code)
            if report.outcome in BREAKERS:
                self.store.rows[MINE].breaker = report.outcome
        self.store.release(name, epoch)
