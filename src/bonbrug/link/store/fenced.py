"""What every part of the memory of one run needs: its lease, its run, and writing under them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bonbrug.link.models import Connection
from bonbrug.link.store import journal, log_and_items
from bonbrug.link.store.lease import HeldLease
from bonbrug.sync.model.findings import Finding
from bonbrug.sync.states.jobs import Job
from bonbrug.values.clock import Clock


@dataclass(frozen=True, slots=True)
class There:
    """Whether there was anything of it when the run began: what was not there is not asked for.

    `late`: something that got no answer may yet arrive; `jobs` and `items` that are open. What a
    person opens meanwhile is for the next run, which that person's button asks for.
    """

    late: bool
    jobs: bool
    items: bool


ANYTHING = There(late=True, jobs=True, items=True)


class Fenced:
    """`run_id` is the run whose log lines are written; `me` is the connection as it was read
    under the lease.
    """

    def __init__(
        self,
        lease: HeldLease,
        run_id: int,
        clock: Clock,
        me: Connection,
        there: There = ANYTHING,
    ) -> None:
        self.lease, self.run_id, self.clock, self.me = lease, run_id, clock, me
        self.id = lease.connection_id
        # What is open, as read once; None when this run asked or closed something since.
        self.asked: log_and_items.Asked | None = None if there.items else frozenset()
        self.may_have_jobs = there.jobs

    def _set(self, **values: object) -> None:
        with self.lease.fenced():
            Connection.objects.filter(pk=self.id).update(**values)
        for name, value in values.items():
            setattr(self.me, name, value)

    def _tell(self, told: Sequence[journal.NewEvent]) -> None:
        """Write in the journal; the last thing in a transaction."""
        journal.append(self.id, told, self.clock())

    def _note(self, findings: Sequence[Finding], job: Job | None = None) -> list[journal.NewEvent]:
        """Write findings; what is told with a job is about that one, and not a later of its row."""
        if not findings:
            return []
        now = self.clock()
        self.asked = None
        log_and_items.log(self.id, self.run_id, findings, now)
        return log_and_items.open_items(self.id, findings, now, job)
