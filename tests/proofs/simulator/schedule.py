"""One schedule: hours of faults and people, then calm, until nothing moves any more."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial

from bonbrug.sync.model.agreements import Collect, CustomerAgreement
from bonbrug.sync.model.bindings import RELATION, Bound
from bonbrug.sync.model.connection_state import ConnectionState as Known
from bonbrug.sync.model.records import Product
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.states.jobs import Job, State
from tests.fakes.rows import Rows
from tests.proofs.simulator import checker
from tests.proofs.simulator.books import Books, Habits
from tests.proofs.simulator.chance import Chance
from tests.proofs.simulator.field import Field
from tests.proofs.simulator.history import Ending, History, Standing
from tests.proofs.simulator.judgement import Judgement
from tests.proofs.simulator.network import Network
from tests.proofs.simulator.people import People, relation
from tests.proofs.simulator.stage import HOUR, MINUTE, SECOND, Stage
from tests.proofs.simulator.store import TTL, Store
from tests.proofs.simulator.worker import MINE, Office, Worker, mishap
from tests.third_pair.pair import third_pair

CYCLE = 15 * MINUTE
DAYS = (date(2018, 9, 19), date(2018, 10, 27), date(2018, 12, 31), date(2019, 3, 30))
LENGTHS = (20, 20, 24, 28, 34, 60)
CALM_CYCLES = 8
MOST_RESTS = 14
NOT_EXPECTED = 6 * HOUR + MINUTE  # from then on nothing that got no answer is waited for
OTHER = "b"
PAIRS = {"third": third_pair}
COLLECTS = (Collect.NO,) * 5 + (Collect.BY_HAND, Collect.WEEKLY, Collect.MONTHLY)
PROJECTS = ("P1", "P1", "P1", "p1 ", "P2", "")
CREDENTIALS = {"books": ("E001.2", "security_code_1"), "field": ("1004", "token")}


@dataclass(frozen=True, slots=True)
class Played:
    """What came of one seed."""

    seed: int
    violations: tuple[checker.Violation, ...]
    cycles: int
    history: History

    @property
    def trace(self) -> str:
        return self.history.trace()


def play(seed: int, pair: str = "") -> Played:
    """Play one schedule and check it; the same seed gives the same trace.

    `pair` is one of `PAIRS`: the services that the engine talks with ('' for the two in the box).
    """
    schedule = Schedule(seed)
    if pair:
        office = schedule.office
        office.services = PAIRS[pair](office.books, office.field)
    schedule.play()
    ending = schedule.ending()
    history = schedule.history
    found = checker.check(history.events, ending)
    return Played(seed, tuple(found), ending.cycles, history)


class Schedule:
    """The world of one seed, and the dispatcher that starts runs in it."""

    def __init__(self, seed: int) -> None:
        self.chance = chance = Chance(seed)
        self.history = History()
        start = datetime.combine(chance.choice(DAYS), datetime.min.time(), UTC)
        self.stage = Stage(start + timedelta(hours=chance.randint(12, 22)), self.history)
        self.storm = chance.choice((0.0, 0.02, 0.08, 0.2))
        network = Network(self.stage, chance, self.storm)
        books, field = Books(network, self._habits()), Field(network)
        store = Store({MINE: Rows(), OTHER: _neighbour()})
        choices = replace(self._choices(), heading=Chance(f"heading {seed}").happens(0.5))
        self.office = Office(self.stage, books, field, store, choices)
        judgement = Judgement(self.office, Chance(f"judgement {seed}"))
        self.agreed = Chance(f"collect {seed}")
        self.collects = self.agreed.choice(COLLECTS)
        if self.collects and Chance(f"project {seed}").happens(0.4):
            self.collects = Collect.PROJECT
        if self.collects:
            judgement.again = max(judgement.again, self.agreed.choice((0.0, 0.3, 0.7)))
        self.people = People(self.office, chance, Chance(f"hasty {seed}"), judgement)
        if self.collects is Collect.PROJECT:
            self.people.projects = partial(self.agreed.choice, PROJECTS)
        self.fuss = Chance(f"fuss {seed}")  # drawn apart: seeds without it keep their history
        field.fussy = self.fuss.happens(0.12)
        network.after = self.people.interfere
        self.network = network
        self.alive: dict[str, Worker] = {}
        self.runs = self.ended = 0
        self.snapshot: Rows | None = None
        self.confirmed = 0  # ms at which exports go on after a restore
        self.length = chance.choice(LENGTHS) * CYCLE
        self.crash, self.freeze = chance.choice(((0.05, 0.05), (0.15, 0.1), (0.05, 0.25)))
        self._furnish()
        self._plan()

    def _habits(self) -> Habits:
        chance = self.chance
        return Habits(
            slow=chance.choice((0, 0, 5 * SECOND, 60 * SECOND)),
            unbooked=chance.choice((0.0, 0.0, 0.3)),
            cent_off=chance.choice((0.0,) * 9 + (0.5,)),
            refuses=chance.choice((0.0, 0.0, 0.1)),
            gap=chance.choice((0, 0, 2 * SECOND)),
        )

    def _choices(self) -> SyncSettings:
        chance = self.chance
        return SyncSettings(
            export_invoices=True,
            template="Test",
            book=chance.happens(0.7),
            export_relations=chance.happens(0.5),
            mark_errors=chance.happens(0.2),
            version=1,
        )

    def _furnish(self) -> None:
        """Fill both sides with a small company."""
        books, day = self.office.books, self.office.books.today()
        for code in ("K1", "K2"):
            books.add_customer(relation(code), "person")
        for code, unit, price in (("UUR", "Uur", "50.00"), ("BUIS", "Stuk", "4.55")):
            books.articles[f"p-{code}"] = Product(
                f"p-{code}", code, f"Artikel {code}", unit, Decimal(price), "HOOG_VERK_21",
                "8000", active=True,
            )  # fmt: skip
        self.people.price(Decimal("50.00"))
        rows = self.office.store.rows[MINE]
        if self.collects:
            codes = ("k1", "k2") if self.collects is Collect.PROJECT else ("k1",)
            rows.agreed = dict.fromkeys(codes, CustomerAgreement(collect=self.collects))
        rows.state = replace(rows.state, activated_on=day)
        for _ in range(self.chance.randint(0, 2)):
            self.people.invoice_by_hand()
        for _ in range(self.chance.randint(0, 2)):
            self.people.complete(self.chance.choice((0, 0, 0, 3)))

    # --- what is planned -------------------------------------------------------------------------

    def _plan(self) -> None:
        chance, stage, length = self.chance, self.stage, self.length
        stage.at(chance.randint(0, CYCLE), self._due)
        for _ in range(chance.randint(2, 14)):
            stage.at(chance.randint(0, length), self.people.draw)
        for _ in range(chance.randint(0, 3)):
            stage.at(chance.randint(0, length), self.people.complete)
        if chance.happens(0.3):
            stage.at(chance.randint(0, length), lambda: self._start(thorough=True))
        if self.office.field.fussy:
            stage.at(self.fuss.randint(0, length), self.people.send_again)
        if self.collects:
            self._plan_collecting()
        if self.storm:
            self._plan_disasters()
        if chance.happens(0.15):
            taken = chance.randint(0, length)
            stage.at(taken, self._take_snapshot)
            stage.at(chance.randint(taken, length), self._restore)

    def _plan_collecting(self) -> None:
        """By project there are more work orders, and early: else few invoices are of several."""
        agreed = self.agreed
        deeds = [(self.people.collect_now, 2, self.length)]
        if self.collects is Collect.PROJECT:
            deeds += [(self.people.move, 3, self.length), (self.people.complete, 8, 2 * CYCLE)]
        for deed, most, until in deeds:
            for _ in range(agreed.randint(0, most)):
                self.stage.at(agreed.randint(0, until), deed)

    def _plan_disasters(self) -> None:
        chance, stage, length = self.chance, self.stage, self.length
        for side in ("books", "field"):
            if chance.happens(0.2):
                stage.at(chance.randint(0, length), partial(self._outage, side))
        if chance.happens(0.1):
            stage.at(chance.randint(0, length), self._shut)
        if chance.happens(0.1):
            stage.at(chance.randint(0, length), self._step_clock)

    def _outage(self, side: str) -> None:
        until = self.stage.ms + self.chance.long(MINUTE, 3 * HOUR)
        self.network.down[side] = until
        self.history.add("outage", side)

    def _step_clock(self) -> None:
        """The clock of the machine is put wrong; it is put right when all faults end."""
        minutes = self.chance.long(1, 180) * self.chance.choice((-1, 1))
        self.office.skew = timedelta(minutes=minutes)
        self.history.add("clock", "world", "", str(minutes))

    def _shut(self) -> None:
        """A password or token changes; hours later somebody signs in again."""
        side = self.chance.choice(tuple(CREDENTIALS))
        self.network.shut[side] = CREDENTIALS[side]
        self.network.lasting = self.chance.happens(0.5) and side == "books"
        self.history.add("shut", side)
        self.stage.at(self.stage.ms + self.chance.long(HOUR, 4 * HOUR), self._repair)

    def _repair(self) -> None:
        rows = self.office.store.rows[MINE]
        self.people.save_settings(self.office.books.template)
        if not self.network.shut and not rows.breaker:
            return
        self.network.shut.clear()
        rows.breaker = ""
        for _, field in CREDENTIALS.values():
            rows.items.pop(("credentials_refused", field), None)

    def _take_snapshot(self) -> None:
        self.snapshot = self.office.store.rows[MINE].copy()
        self.history.add("snapshot", "person")

    def _restore(self) -> None:
        """Put the backup back: nothing runs, and exports wait for a person or for a day."""
        if self.snapshot is None:
            return
        for worker in self.alive.values():
            worker.killed = True
        rows = self.snapshot.copy()
        rows.exports_paused_until = self.office.clock() + timedelta(hours=24)
        store = self.office.store
        store.rows[MINE] = rows
        store.lease.expires, store.hearts = -1, set()
        self.history.add("restored", "person")
        self.confirmed = self.stage.ms + 7 * HOUR
        self.stage.at(self.confirmed, self._confirm)

    def _confirm(self) -> None:
        self.office.store.rows[MINE].exports_paused_until = None

    # --- the dispatcher --------------------------------------------------------------------------

    def _due(self) -> None:
        if self.office.store.is_leased(self.stage.ms):
            self.stage.at(self.stage.ms + MINUTE, self._due)
            return
        self._start()
        if not self.network.calm:
            if self.chance.happens(0.05):
                self._start()
            self.stage.at(self.stage.ms + CYCLE, self._due)

    def _start(self, *, thorough: bool = False) -> None:
        """Let a worker do a run, if one of the two is free."""
        rows = self.office.store.rows[MINE]
        if len(self.alive) >= 2 or rows.breaker:
            return
        self.runs += 1
        name = f"r{self.runs}"
        calm = self.network.calm
        plan = None if calm else mishap(self.chance, self.crash, self.freeze)
        worker = Worker(name, plan, self.stage, self.length, self._heart)
        self.alive[name] = worker

        def ended(how: str) -> None:
            del self.alive[name]
            self.ended += 1
            if how:
                self._heart(name, beats=False)
                self.history.add("ended", name, *how.split(" ", 1))

        work = self.office
        self.stage.enter(
            worker,
            self.stage.ms + self.chance.randint(0, SECOND),
            lambda: work.run(name, thorough=thorough, ended=ended),
        )

    def _heart(self, name: str, *, beats: bool) -> None:
        """A worker that stops is taken over soon after its lease ran out."""
        store, stage = self.office.store, self.stage
        if beats:
            store.start_heart(name, stage.ms)
            return
        store.stop_heart(name, stage.ms)
        stage.at(stage.ms + TTL + self.chance.randint(SECOND, MINUTE), self._take_over)

    def _take_over(self) -> None:
        if self.office.store.is_left_behind(self.stage.ms) and not self.network.calm:
            self._start()

    # --- the play --------------------------------------------------------------------------------

    def play(self) -> None:
        self.network.calm_from = self.length
        self.stage.pause(self.length)
        self._heal()
        self.cycles = self._converge()
        self._rest()
        self.stage.close()

    def _heal(self) -> None:
        """All faults end; people stop, sign in again and confirm what waits for them."""
        self.network.calm = True
        self.office.skew = timedelta(0)
        self._repair()
        self._await_what_was_under_way()
        self._confirm()
        self.history.add("healed", "world")
        while self.alive:
            self.stage.pause(MINUTE)
        if self.office.store.rows[MINE].breaker:  # a refusal was on its way when all was repaired
            self._repair()

    def _await_what_was_under_way(self) -> None:
        """Who restored a backup does not confirm before what was sent from it can have arrived."""
        last = min(self.confirmed, self.length + HOUR + MINUTE)
        if last > self.stage.ms:
            self.stage.pause(last - self.stage.ms)

    def _cycle(self, wait: int = CYCLE) -> None:
        self.people.collect_now()  # nobody waits for the end of a month here
        self.stage.pause(wait)
        before = self.ended
        self._due()
        while self.ended == before:
            self.stage.pause(5 * SECOND)

    def _converge(self) -> int:
        """Return after how many runs everything was settled or with a person."""
        last, watch = 0, checker.Watch()
        for cycle in range(1, CALM_CYCLES + 1):
            self._cycle()
            if watch.unsettled(self.history.events, self._picture()):
                last = cycle
        return last + 1

    def _rest(self) -> None:
        """Let arrive what was late, look hourly at the rest, then long after watch two runs."""
        for _ in range(MOST_RESTS):
            if not self.network.under_way:
                break
            self._cycle(CYCLE)
        for _ in range(2):
            self._cycle(HOUR + MINUTE)
        self._cycle(NOT_EXPECTED)
        self.fixpoint = len(self.history.events)
        for _ in range(2):
            self._cycle(HOUR + MINUTE)

    def _picture(self) -> Ending:
        field, rows = self.office.field, self.office.store.rows[MINE]
        return Ending(
            orders=tuple(
                Standing(order.row_id, order.number, order.status, order.work_status)
                for order in field.orders.values()
            ),
            items=tuple(
                sorted(
                    (code, subject, row)
                    for (code, subject), item in rows.items.items()
                    for row in rows.orders_in(item.row_id)
                )
            ),
            cycles=0,
            fixpoint_from=0,
        )

    def ending(self) -> Ending:
        return replace(self._picture(), cycles=self.cycles, fixpoint_from=self.fixpoint)


def _neighbour() -> Rows:
    """Another customer of this installation, with the same keys."""
    job = Job(1, "other1", 1, "WB-90001", State.INVOICED, invoice_number="2018001", verified=True)
    bound = Bound("k1", "9", {"code": "OTHER"}, "f" * 32, "relation")
    return Rows(Known(books_key="admin-2"), {(RELATION, "k1"): bound}, jobs={1: job})
