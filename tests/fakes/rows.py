"""What is remembered of one connection, as values in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bonbrug.sync.model.agreements import CustomerAgreement
from bonbrug.sync.model.bindings import Bound
from bonbrug.sync.model.connection_state import ConnectionState
from bonbrug.sync.model.findings import Finding
from bonbrug.sync.model.records import Invoice, WorkOrder
from bonbrug.sync.states import collective, person_transitions
from bonbrug.sync.states.collective import COLLECTIVE
from bonbrug.sync.states.jobs import Intent, Job, Outcome
from bonbrug.sync.states.person_transitions import Pair
from bonbrug.values.vat_work import Dwelling


@dataclass(slots=True)
class Rows:
    """All rows of one connection. Every value is frozen, so a copy of the shelves is a snapshot.

    `items` are the open ones, and `asked_of` has the job that each is about; `proposals` are by
    job, with the circumstances that they are for. `inbox` has, by job, the work order as it came in
    or as it was asked about.
    """

    state: ConnectionState = field(default_factory=ConnectionState)
    bound: dict[tuple[str, str], Bound] = field(default_factory=dict)
    replaced: set[tuple[str, str, str]] = field(default_factory=set)
    jobs: dict[int, Job] = field(default_factory=dict)
    seen: dict[int, date] = field(default_factory=dict)
    inbox: dict[int, WorkOrder] = field(default_factory=dict)
    intents: dict[int, Intent] = field(default_factory=dict)
    items: dict[tuple[str, str], Finding] = field(default_factory=dict)
    asked_of: dict[tuple[str, str], int] = field(default_factory=dict)
    proposals: dict[int, tuple[str, Invoice]] = field(default_factory=dict)
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

    def credited(self, job: Job) -> Intent | None:
        """Return the intent of the invoice that a job takes back."""
        before = {
            one.id
            for one in self.jobs.values()
            if (one.row_id, one.invoice_number) == (job.row_id, job.credits)
            and one.generation < job.generation
        }
        done = [
            one
            for one in self.intents.values()
            if one.job_id in before and one.outcome is Outcome.DONE
        ]
        last = max(done, key=lambda one: one.id, default=None)
        return replace(last, decisions=job.decisions) if last else None

    def credit(self, job_id: int, *, again: bool) -> bool:
        """Take an invoice back as a person; False when that is not possible as it stands now."""
        first = self.jobs[self.jobs[job_id].collected_in or job_id]
        parts = [job for job in self.jobs.values() if job.collected_in == first.id]
        made = person_transitions.credit(first, again=again)
        if made is None or any(map(self._is_followed, [first, *parts])):
            return False
        if not collective.may_be_taken_back(parts):
            return False
        made = self.open_next(made)
        for part in parts:
            self.open_next(person_transitions.credit_with(part, made))
        return True

    def _is_followed(self, first: Job) -> bool:
        mine = (job for job in self.jobs.values() if job.row_id == first.row_id)
        return any(job.generation > first.generation for job in mine)

    def open_next(self, job: Job) -> Job:
        """Insert a job; return it with its id."""
        self.jobs[len(self.jobs) + 1] = made = replace(job, id=len(self.jobs) + 1)
        return made

    def is_collective(self, row_id: str) -> bool:
        return row_id.startswith(COLLECTIVE)

    def ask(self, finding: Finding, job: Job | None = None) -> None:
        """Open an item about the newest job of its row, or about the one with which it was found.

        One that is open stays about the job that it was about.
        """
        pair = finding.code, finding.subject
        if pair not in self.items:
            mine = [one for one in self.jobs.values() if one.row_id == finding.row_id]
            newest = max(mine, key=lambda one: one.generation, default=None)
            about = job if job and job.row_id == finding.row_id else newest
            self.asked_of[pair] = about.id if about else 0
        self.items[pair] = finding

    def orders_in(self, row_id: str) -> list[str]:
        """Return the work orders that a row is about: itself, or those in a collective invoice."""
        if not self.is_collective(row_id):
            return [row_id]
        wholes = {job.id for job in self.jobs.values() if job.row_id == row_id}
        rows = (job.row_id for job in self.jobs.values() if job.collected_in in wholes)
        return list(dict.fromkeys(rows))

    def decide(self, job_id: int, decision: Callable[[Pair], Pair]) -> bool:
        """Decide as a person; False when that changes nothing as they stand now."""
        job = self.jobs[job_id]
        before = Pair(job, self.intent(job))
        self.jobs[job_id], intent = after = decision(before)
        if intent:
            self.intents[intent.id] = intent
        for part in [one for one in self.jobs.values() if one.collected_in == job_id]:
            self.jobs[part.id] = collective.followed(part, after.job)
        return after != before

    def copy(self) -> "Rows":
        return replace(
            self,
            bound=dict(self.bound),
            replaced=set(self.replaced),
            jobs=dict(self.jobs),
            seen=dict(self.seen),
            inbox=dict(self.inbox),
            intents=dict(self.intents),
            items=dict(self.items),
            asked_of=dict(self.asked_of),
            proposals=dict(self.proposals),
            agreed=dict(self.agreed),
            dwellings=dict(self.dwellings),
        )
