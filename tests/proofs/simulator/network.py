"""What may become of a call on its way: the only road between the engine and both services."""

from collections.abc import Callable
from typing import TypeVar

from bonbrug.sync.model.failures import Failure, NotAllowedIn, Unreachable, Unreadable
from tests.proofs.simulator.chance import Chance
from tests.proofs.simulator.history import History
from tests.proofs.simulator.stage import HOUR, MINUTE, SECOND, Stage

Result = TypeVar("Result")
TIMEOUT = 60 * SECOND
LATEST = 6 * HOUR
# A record that is written hours late over a newer one is beyond what a writer can prevent; a send
# of an invoice must withstand it.
LATEST_UPSERT = 10 * MINUTE
READS = {"not_sent": 3, "lost": 4, "cut": 3, "broken": 2}
WRITES = {**READS, "lost_reply": 4, "late": 5, "twice": 3, "slow": 2}
# The real reply to one of these decides money; they go wrong more often, to spend time on them.
FRAGILE = ("send_invoice", "settle", "add_relation")


class Network:
    """Carries calls. `calm` ends all faults; `under_way` counts what still has to arrive.

    `shut` are the sides that let nobody in, with the code and the credential that they name; while
    `lasting`, a session that was opened before goes on.
    """

    def __init__(self, stage: Stage, chance: Chance, storm: float) -> None:
        self.stage, self.chance, self.storm = stage, chance, storm
        self.history: History = stage.history
        self.calm, self.calm_from = False, 0
        self.down: dict[str, int] = {}
        self.shut: dict[str, tuple[str, str]] = {}
        self.lasting = False
        self.under_way = 0
        self.after: Callable[[str, str], None] = lambda name, about: None

    def read(self, side: str, name: str, effect: Callable[[], Result], about: str = "") -> Result:
        return self._call(side, name, effect, about, READS)

    def write(self, side: str, name: str, effect: Callable[[], Result], about: str = "") -> Result:
        return self._call(side, name, effect, about, WRITES)

    def _call(
        self,
        side: str,
        name: str,
        effect: Callable[[], Result],
        about: str,
        fates: dict[str, int],
    ) -> Result:
        who = self.stage.current.name
        self.stage.point(f"before {name}")
        fate = self._fate(side, name, fates)
        self.history.add("write" if fates is WRITES else "call", who, about, name, fate)
        try:
            result = self._carry(fate, side, name, self._let_in(side, name, effect), who)
        except Failure as failure:
            self.history.add("failed", who, about, name, *_told(failure))
            raise
        self.history.add("answer", who, about, name)
        self.stage.point(f"after {name}")
        self.after(name, about)
        return result

    def _let_in(self, side: str, name: str, effect: Callable[[], Result]) -> Callable[[], Result]:
        if side not in self.shut or (self.lasting and name != "sign_in"):
            return effect
        code, field = self.shut[side]

        def refuse() -> Result:
            raise NotAllowedIn(code, field=field)

        return refuse

    def _fate(self, side: str, name: str, fates: dict[str, int]) -> str:
        if self.calm:
            return "fine"
        if self.stage.ms < self.down.get(side, 0):
            return self.chance.choice(("not_sent", "lost", "broken"))
        rate = min(self.storm * 3, 0.5) if name in FRAGILE else self.storm
        return self.chance.weighted(fates) if self.chance.happens(rate) else "fine"

    def _carry(
        self, fate: str, side: str, name: str, effect: Callable[[], Result], who: str
    ) -> Result:
        pause, chance = self.stage.pause, self.chance
        pause(chance.randint(20, 200))
        if fate == "not_sent":
            code = "E002.3" if side == "books" and chance.happens(0.3) else "connect"
            raise Unreachable(code, before_sending=True)
        if fate == "lost":
            pause(TIMEOUT)
            raise Unreachable("timeout")
        if fate == "late":
            longest = LATEST if name in FRAGILE else LATEST_UPSERT
            self._later(effect, chance.long(SECOND, longest), who)
            pause(TIMEOUT)
            raise Unreachable("timeout")
        if fate == "twice":
            return self._twice(effect, who)
        result = effect()
        if fate == "slow":
            pause(chance.randint(5 * SECOND, TIMEOUT - SECOND))
        if fate != "fine":
            _spoil(fate, pause)
        pause(chance.randint(10, 100))
        return result

    def _twice(self, effect: Callable[[], Result], who: str) -> Result:
        """A proxy repeats the request; the answer is the one to the first or to the second."""
        first = effect()
        if self.chance.happens(0.5):
            self._later(effect, self.chance.long(10, 10 * MINUTE), who)
            return first
        self.stage.pause(self.chance.randint(10, 2000))
        return effect()

    def _later(self, effect: Callable[[], Result], delay: int, who: str) -> None:
        """Let a request arrive later, when nobody waits for its answer."""

        def arrive() -> None:
            self.under_way -= 1
            self.history.add("arrives", who)
            try:
                effect()
            except Failure:
                self.history.add("refused_late", who)

        self.under_way += 1
        moment = self.stage.ms + delay
        self.stage.at(min(moment, max(self.calm_from + HOUR, self.stage.ms)), arrive)


def _spoil(fate: str, pause: Callable[[int], None]) -> None:
    """Lose an answer of which the question was executed."""
    if fate == "lost_reply":
        pause(TIMEOUT)
        raise Unreachable("reset")
    if fate == "cut":
        raise Unreadable("cut")
    if fate == "broken":
        raise Unreachable("http_500")


def _told(failure: Failure) -> tuple[str, str]:
    if isinstance(failure, Unreachable):
        return ("not_sent" if failure.before_sending else "unknown", failure.code)
    return ("refused", failure.code)
