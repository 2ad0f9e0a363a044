"""The oracle: reads a history and says which invariant does not hold. It knows no engine.

Each invariant of docs/promises.md has a class that follows the events.
"""

from collections.abc import Iterable, Sequence

from tests.proofs.simulator.checks_collective import OfOneProject
from tests.proofs.simulator.checks_invoices import Exact, Frozen, Last, NewEvent, Once
from tests.proofs.simulator.checks_judgement import Approved, MadeAnew, TakenBack
from tests.proofs.simulator.checks_orders import NeverLost, reasons
from tests.proofs.simulator.checks_records import Newest, NoDeletion, NoRegress, Untrue
from tests.proofs.simulator.checks_runs import Alone, Fixpoint, Lively, Tenancy
from tests.proofs.simulator.checks_sweep import Missed, Twins
from tests.proofs.simulator.history import Ending, Event
from tests.proofs.simulator.violation import Check, Violation, for_each_order

__all__ = ["Violation", "Watch", "check"]

CHECKS: tuple[type[Check], ...] = (
    Once, NeverLost, Last, Exact, NoRegress, Newest, Untrue, NoDeletion, Tenancy, Lively, NewEvent,
    Alone, Frozen, Missed, Twins, Fixpoint, Approved, TakenBack,
    MadeAnew, OfOneProject,
)  # fmt: skip


def check(events: Sequence[Event], ending: Ending) -> list[Violation]:
    """Return every violation, each only once."""
    checks = [kind() for kind in CHECKS]
    wanted: dict[str, list[Check]] = {}
    for one in checks:
        for kind in one.kinds:
            wanted.setdefault(kind, []).append(one)
    for place, event in enumerate(events):
        apart = for_each_order(event)
        for one in wanted.get(event.kind, ()):
            for part in (event,) if one.whole else apart:
                one.see(place, part)
    for one in checks:
        one.end(ending)
    return _distinct(violation for one in checks for violation in one.found)


def _distinct(found: Iterable[Violation]) -> list[Violation]:
    return list(dict.fromkeys(found))


class Watch:
    """Follows a history while it grows."""

    def __init__(self) -> None:
        self.check, self.place = NeverLost(), 0

    def unsettled(self, events: Sequence[Event], ending: Ending) -> list[str]:
        """Return the work orders that are neither finished nor with a person now."""
        for place in range(self.place, len(events)):
            if events[place].kind in self.check.kinds:
                for part in for_each_order(events[place]):
                    self.check.see(place, part)
        self.place = len(events)
        return [row for row, _ in reasons(self.check, ending)]
