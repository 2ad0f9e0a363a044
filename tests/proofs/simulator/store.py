"""The memory of one installation, in memory: rows per connection, snapshots, and leases."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bonbrug.sync.model.bindings import Bound
from bonbrug.sync.model.connection_state import ConnectionState
from bonbrug.sync.model.decisions import Pair
from bonbrug.sync.model.findings import Finding
from bonbrug.sync.model.jobs import Intent, Job, Outcome
from tests.proofs.simulator.stage import SECOND

TTL = 45 * SECOND
LOST = 60 * SECOND


@dataclass(slots=True)
class Rows:
    """All rows of one connection. Every value is frozen, so a copy of the shelves is a snapshot."""

    standing: ConnectionState = field(default_factory=ConnectionState)
    bound: dict[tuple[str, str], Bound] = field(default_factory=dict)
    replaced: set[tuple[str, str, str]] = field(default_factory=set)
    jobs: dict[int, Job] = field(default_factory=dict)
    intents: dict[int, Intent] = field(default_factory=dict)
    items: dict[tuple[str, str], Finding] = field(default_factory=dict)
    held_until: datetime | None = None
    breaker: str = ""

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
        )


@dataclass(slots=True)
class Lease:
    owner: str = ""
    epoch: int = 0
    expires: int = -1


@dataclass(slots=True)
class Store:
    """`rows` by connection; one lease, for only one connection is simulated at work.

    `hearts` are the owners that live: theirs is a lease that does not run out.
    """

    rows: dict[str, Rows]
    lease: Lease = field(default_factory=Lease)
    hearts: set[str] = field(default_factory=set)

    def is_leased(self, ms: int) -> bool:
        return self.lease.owner in self.hearts or self.lease.expires >= ms

    def is_left_behind(self, ms: int) -> bool:
        """Tell whether a worker died or froze: its lease ran out and was not given back."""
        return bool(self.lease.owner) and not self.is_leased(ms)

    def stop_heart(self, owner: str, ms: int) -> None:
        """The worker stands still or is gone: its lease has a last term."""
        self.hearts.discard(owner)
        if self.lease.owner == owner:
            self.lease.expires = ms + TTL

    def start_heart(self, owner: str, ms: int) -> None:
        """It lives again; a lease that ended a moment ago and nobody took is still its own."""
        if self.lease.owner == owner and not self._is_lost(ms):
            self.hearts.add(owner)

    def _is_lost(self, ms: int) -> bool:
        return self.lease.owner not in self.hearts and self.lease.expires + LOST < ms

    def take(self, owner: str, ms: int) -> int | None:
        """Return the new epoch, None when another works."""
        if self.is_leased(ms):
            return None
        self.lease = Lease(owner, self.lease.epoch + 1, ms + TTL)
        self.hearts = {owner}
        return self.lease.epoch

    def holds(self, owner: str, epoch: int, ms: int) -> bool:
        return self._is_of(owner, epoch) and not self._is_lost(ms)

    def _is_of(self, owner: str, epoch: int) -> bool:
        return (self.lease.owner, self.lease.epoch) == (owner, epoch)

    def renew(self, ms: int) -> None:
        self.lease.expires = ms + TTL

    def release(self, owner: str, epoch: int) -> None:
        if self._is_of(owner, epoch):
            self.lease = Lease("", epoch, -1)
            self.hearts.discard(owner)
