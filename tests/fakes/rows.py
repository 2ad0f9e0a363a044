"""What is remembered of one connection, as values in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bonbrug.sync.model.agreements import CustomerAgreement
from bonbrug.sync.model.bindings import Bound
from bonbrug.sync.model.connection_state import ConnectionState
from bonbrug.sync.model.findings import Finding
from bonbrug.sync.states.jobs import Intent, Job, Outcome
from bonbrug.sync.states.person_transitions import Pair
from bonbrug.values.vat_work import Dwelling


@dataclass(slots=True)
class Rows:
    """All rows of one connection. Every value is frozen, so a copy of the shelves is a snapshot.

    `items` are the open ones.
    """

    state: ConnectionState = field(default_factory=ConnectionState)
    bound: dict[tuple[str, str], Bound] = field(default_factory=dict)
    replaced: set[tuple[str, str, str]] = field(default_factory=set)
    jobs: dict[int, Job] = field(default_factory=dict)
    intents: dict[int, Intent] = field(default_factory=dict)
    items: dict[tuple[str, str], Finding] = field(default_factory=dict)
    exports_paused_until: datetime | None = None
    breaker: str = ""
    agreed: dict[str, CustomerAgreement] = field(default_factory=dict)
    dwellings: dict[str, Dwelling] = field(default_factory=dict)

    def intent(self, job: Job) -> Intent | None:
        """Return the intent of a job that was not released, as who read the job sees it."""
        mine = [one for one in self.intents.values() if one.job_id == job.id]
        held = [one for one in mine if one.outcome is not Outcome.RELEASED]
        last = max(held, key=lambda one: one.id, default=None)
        return replace(last, decisions=job.decisions) if last else None

    def decide(self, job_id: int, decision: Callable[[Pair], Pair]) -> bool:
        """Decide as a person; False when that changes nothing as they stand now."""
        job = self.jobs[job_id]
        before = Pair(job, self.intent(job))
        self.jobs[job_id], intent = after = decision(before)
        if intent:
            self.intents[intent.id] = intent
        return after != before

    def copy(self) -> "Rows":
        return replace(
            self,
            bound=dict(self.bound),
            replaced=set(self.replaced),
            jobs=dict(self.jobs),
            intents=dict(self.intents),
            items=dict(self.items),
            agreed=dict(self.agreed),
            dwellings=dict(self.dwellings),
        )
