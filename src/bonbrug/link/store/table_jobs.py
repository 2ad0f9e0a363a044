"""sync.ports.jobs on the tables."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from bonbrug.link.models import Connection
from bonbrug.link.store import history, inbox, jobs, journal, log_and_items
from bonbrug.link.store.fenced import Fenced
from bonbrug.sync.model.findings import Finding
from bonbrug.sync.model.records import Invoice, WorkOrder
from bonbrug.sync.ports.jobs import LinkDeleted
from bonbrug.sync.states import collective, run_transitions
from bonbrug.sync.states.jobs import INVOICE_NOT_FOUND, Intent, Job, State, number_in_books


class TableJobs(Fenced):
    """The jobs and intents of one connection; each change is told in the journal with it."""

    def receive(self, orders: Sequence[WorkOrder], state: State, now: datetime) -> None:
        if orders:
            self.may_have_jobs = True
            with self.lease.fenced():
                jobs.receive(self.id, orders, state, now)
                self._tell(history.received(orders, state))

    def jobs(self, row_ids: Iterable[str]) -> list[Job]:
        wanted = list(row_ids)
        return jobs.jobs(self.id, wanted) if wanted or self.may_have_jobs else []

    def collect(self, members: Sequence[Job]) -> Job:
        with self.lease.fenced():
            whole = jobs.collect(self.id, members, self.clock())
            told = [history.begun(whole)]
            for member in members:
                told += self._save(run_transitions.joined(member, whole.id))
            self._tell(told)
        return whole

    def members(self, whole: Job) -> list[Job]:
        return jobs.members(self.id, whole)

    def wholes(self, job: Job) -> list[Job]:
        return jobs.wholes(self.id, job)

    def invoice_anew(self, closed: Job) -> None:
        with self.lease.fenced():
            told = self._save(closed)
            parts = jobs.members(self.id, closed) if closed.collective else [closed]
            for part in map(run_transitions.anew, parts):
                jobs.open_next(self.id, part, self.clock())
                told.append(history.begun(part))
            self._tell(told)

    def finished(self, first: date) -> list[Job]:
        return jobs.finished(self.id, first)

    def dropped(self, first: date) -> list[Job]:
        return jobs.dropped(self.id, first)

    def change(
        self,
        job: Job,
        findings: Sequence[Finding] = (),
        proposed: Invoice | None = None,
        order: WorkOrder | None = None,
    ) -> None:
        with self.lease.fenced():
            told = self._save(job)
            if proposed:
                jobs.propose(job, proposed)
            if order:
                inbox.renew(job, order, self.clock())
            self._tell([*told, *self._note(findings, job)])

    def _save(self, job: Job) -> list[journal.NewEvent]:
        self.may_have_jobs = True
        now = self.clock()
        told = self._follow(job) if job.collective else []
        told += history.of_job(self.id, job)
        jobs.save(self.id, job, now)
        if job.closes(INVOICE_NOT_FOUND):
            told += log_and_items.resolve_job(self.id, job, now)
        return told

    def _follow(self, whole: Job) -> list[journal.NewEvent]:
        told: list[journal.NewEvent] = []
        for member in jobs.members(self.id, whole):
            after = collective.followed(member, whole)
            if after != member:
                told += self._save(after)
        return told

    def intent(self, job: Job) -> Intent | None:
        return jobs.intent(self.id, job)

    def credited(self, job: Job) -> Intent | None:
        return jobs.credited(self.id, job)

    def claimed_numbers(self) -> set[str]:
        return jobs.claimed_numbers(self.id)

    def claim(self, job: Job, intent: Intent, job_after: Job) -> Intent:
        with self.lease.fenced():
            told = history.of_job(self.id, job_after)
            jobs.save(self.id, job_after, self.clock())
            claimed = jobs.write(self.id, intent, self.lease.epoch)
            self._tell([*told, history.claimed(claimed)])
        return claimed

    def stamp(self, intent: Intent, now: datetime) -> Intent:
        stamped = run_transitions.stamped(intent, now)
        with self.lease.fenced():
            if not Connection.objects.filter(pk=self.id, deleted_at=None).exists():
                raise LinkDeleted
            jobs.hold(stamped)
            jobs.write(self.id, stamped, self.lease.epoch)
            self._tell([history.sending(stamped)])
        return stamped

    def conclude(self, intent: Intent, job: Job, findings: Sequence[Finding] = ()) -> None:
        with self.lease.fenced():
            told = history.of_intent(intent) + self._save(job)
            jobs.write(self.id, intent, self.lease.epoch)
            if number := number_in_books(intent, job):
                jobs.last_number(self.id, number)
                self.me.last_number = number
            self._tell([*told, *self._note(findings, job)])
