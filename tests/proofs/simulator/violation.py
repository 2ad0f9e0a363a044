"""What a check is, and what it finds."""

from collections.abc import Collection
from typing import NamedTuple

from tests.proofs.simulator.history import Ending, Event


class Violation(NamedTuple):
    """`invariant` as in docs/promises.md (``I1``), `kind` lost, doubled, stuck or wrong."""

    invariant: str
    kind: str
    text: str


class Check:
    """Follows the events of `kinds`, in order; `found` fills."""

    kinds: Collection[str] = ()
    whole = False  # takes what is about several work orders as one event

    def __init__(self) -> None:
        self.found: list[Violation] = []

    def see(self, place: int, event: Event) -> None:
        """Take in one event; `place` is its index."""

    def end(self, ending: Ending) -> None:
        """Compare with how it ended."""

    def wrong(self, invariant: str, text: str, kind: str = "wrong") -> None:
        self.found.append(Violation(invariant, kind, text))


ABOUT_INVOICES = frozenset({"made", "credited", "unmade", "send", "twin"})


def for_each_order(event: Event) -> list[Event]:
    """Return an event about the invoice of several work orders once for each of them."""
    if event.kind not in ABOUT_INVOICES or "," not in event.about:
        return [event]
    return [event._replace(about=row) for row in event.about.split(",")]


def by_us(event: Event) -> bool:
    """Runs are called r1, r2, …; people and the world have words."""
    return event.who[:1] == "r" and event.who[1:].isdigit()


def generation_of(event: Event) -> int:
    """Return of which invoice of its work order a record is; a short one is of the first.

    A run tells state, number and generation; the lines of test_checker.py end at what they need.
    """
    return int(event.facts[2]) if len(event.facts) > 2 else 1


SENDS = ("before put_", "before change_")
LASTS = 105  # seconds in which a lease ends and is lost
ROAD = ("lease", "freeze", "arrives")


def _sleeps_on_its_way(event: Event) -> bool:
    return event.about.startswith(SENDS) and int(event.facts[0]) > LASTS


class OnTheRoad(Check):
    """Also knows what comes late, or from a worker that lost its lease: that is no decision.

    Nobody took the lease of one that slept while it sent, yet it is lost all the same.
    """

    def __init__(self) -> None:
        super().__init__()
        self.holder, self.arriving = "", -1

    def road(self, event: Event) -> None:
        """Take in one of `ROAD`."""
        if event.kind == "lease":
            self.holder = event.who
        elif event.kind == "arrives":
            self.arriving = event.ms
        elif event.who == self.holder and _sleeps_on_its_way(event):
            self.holder = ""

    def is_astray(self, event: Event) -> bool:
        return by_us(event) and (event.who != self.holder or event.ms == self.arriving)
