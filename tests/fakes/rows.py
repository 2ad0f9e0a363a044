"""What is remembered of one connection, as values in memory."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from bonbrug.sync.model.bindings import Bound
from bonbrug.sync.model.connection_state import ConnectionState
from bonbrug.sync.model.findings import Finding
from bonbrug.sync.model.jobs import Intent, Job


@dataclass(slots=True)
class Rows:
    """All rows of one connection. Every value is frozen, so a copy of the shelves is a snapshot.

    `items` are the open ones.
    """

    standing: ConnectionState = field(default_factory=ConnectionState)
    bound: dict[tuple[str, str], Bound] = field(default_factory=dict)
    replaced: set[tuple[str, str, str]] = field(default_factory=set)
    jobs: dict[int, Job] = field(default_factory=dict)
    intents: dict[int, Intent] = field(default_factory=dict)
    items: dict[tuple[str, str], Finding] = field(default_factory=dict)
    held_until: datetime | None = None
    breaker: str = ""

    def copy(self) -> "Rows":
        return replace(
            self,
            bound=dict(self.bound),
            replaced=set(self.replaced),
            jobs=dict(self.jobs),
            intents=dict(self.intents),
            items=dict(self.items),
        )
