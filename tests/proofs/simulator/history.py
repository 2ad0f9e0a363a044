"""What happened in a schedule, in order: all that the checker sees."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple


class Event(NamedTuple):
    """`ms` is simulated time, `who` a run (``r3``) or a person, `about` a row or number."""

    ms: int
    kind: str
    who: str
    about: str = ""
    facts: tuple[str, ...] = ()

    def line(self) -> str:
        """Write as ``hh:mm:ss.mmm who kind about facts``."""
        seconds, thousandths = divmod(self.ms, 1000)
        clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{thousandths:03}"
        return " ".join((clock, self.who, self.kind, self.about, *self.facts)).rstrip()


@dataclass(slots=True)
class History:
    """The events of one schedule; `trace` is equal for equal seeds."""

    events: list[Event] = field(default_factory=list)
    ms: int = 0

    def add(self, kind: str, who: str, about: str = "", *facts: str) -> None:
        self.events.append(Event(self.ms, kind, who, about, facts))

    def trace(self) -> str:
        """Return the sha256 over all events."""
        return sha256("\n".join(event.line() for event in self.events).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Standing:
    """One work order as the work orders show it at the end."""

    row_id: str
    number: str
    status: str
    work_status: str


@dataclass(frozen=True, slots=True)
class Ending:
    """What both services and the list for people look like when all is over.

    `items` are (code, subject, row id); `cycles` is how many runs it took to converge, and from the
    event `fixpoint_from` on nothing changed any more.
    """

    orders: tuple[Standing, ...]
    items: tuple[tuple[str, str, str], ...]
    cycles: int
    fixpoint_from: int
