"""The memory of one connection during one run."""

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property

from bonbrug.link.models import Connection, Run
from bonbrug.link.store import bindings, history, jobs, journal, log_and_items, readings
from bonbrug.link.store.lease import HeldLease
from bonbrug.sync.model import transitions
from bonbrug.sync.model.bindings import Bound, Known
from bonbrug.sync.model.connection_state import ConnectionState
from bonbrug.sync.model.findings import Finding
from bonbrug.sync.model.jobs import INVOICE_NOT_FOUND, ExportStop, Intent, Job, Outcome, State
from bonbrug.sync.model.readings import LateWrite, Listing, ReadingState
from bonbrug.sync.model.records import WorkOrder
from bonbrug.sync.ports.memory import LinkDeleted
from bonbrug.values.clock import Clock

SHOWN_EVERY = 0.5  # seconds between two updates of the same stage
LASTS = 1.0  # seconds after which a run shows how far it is, when nobody waits for it


class TableMemory:
    """sync.ports.memory.Memory. `run_id` is the run whose log lines are written.

    `me` is the connection as it was read under the lease; `watched`: a person waits for this run;
    `late`: something may yet arrive.
    """

    def __init__(
        self,
        lease: HeldLease,
        run_id: int,
        clock: Clock,
        me: Connection,
        *,
        watched: bool = True,
        late: bool = True,
    ) -> None:
        self.lease, self.run_id, self.clock, self.me = lease, run_id, clock, me
        self._late = late
        self.id = lease.connection_id
        self._stage, self._shown = "", 0.0
        self._show_from = 0.0 if watched else time.monotonic() + LASTS
        self._asked: log_and_items.Asked | None = None

    def _set(self, **values: object) -> None:
        with self.lease.fenced():
            Connection.objects.filter(pk=self.id).update(**values)
        for name, value in values.items():
            setattr(self.me, name, value)

    @cached_property
    def _readings(self) -> dict[Listing, ReadingState]:
        return readings.states(self.id)

    def connection_state(self, now: datetime) -> ConnectionState:
        me = self.me
        return ConnectionState(
            activated_on=me.activated_on,
            books_key=me.books_key,
            backlog_judged=me.backlog_judged,
            statuses_made=me.statuses_made_at is not None,
            exports_paused=me.exports_paused_until is not None and me.exports_paused_until > now,
            last_number=me.last_number,
            readings=self._readings,
            late_writes=readings.late_writes(self.id) if self._late else (),
            stop=_stop(me.export_stop),
            swept_at=me.swept_at,
        )

    def alive(self) -> None:
        self.lease.renew()

    def known(self, kind: str) -> dict[str, Known]:
        return bindings.known(self.id, kind)

    def bases(self, kind: str, keys: Collection[str]) -> dict[str, Mapping[str, str | bool]]:
        return bindings.bases(self.id, kind, keys)

    def keep(self, kind: str, records: Sequence[Bound]) -> None:
        if records:
            with self.lease.fenced():
                bindings.keep(self.id, kind, records, self.run_id)

    def replaced_before(self, kind: str, fingerprints: Mapping[str, str]) -> set[str]:
        return bindings.replaced_before(self.id, kind, fingerprints)

    def keep_readings(self, states: Mapping[Listing, ReadingState]) -> None:
        before = self._readings
        changed = {one: state for one, state in states.items() if state != before.get(one)}
        if changed:
            with self.lease.fenced():
                readings.keep(self.id, before, changed)
            self._readings = {**before, **changed}

    def expect(self, writes: Sequence[LateWrite]) -> None:
        if writes:
            with self.lease.fenced():
                readings.expect(self.id, writes)
            self._late = True

    def expect_no_more(self, writes: Sequence[LateWrite]) -> None:
        if writes:
            with self.lease.fenced():
                readings.expect_no_more(self.id, writes)

    def keep_books_key(self, key: str, name: str) -> None:
        self._set(books_key=key, books_name=name)

    def statuses_made(self, now: datetime) -> None:
        self._set(statuses_made_at=now)

    def stop_exports(self, stop: ExportStop | None) -> None:
        values: dict[str, str | int] = {}
        if stop:
            values = {"code": stop.code, "version": stop.version, "at": stop.at.isoformat()}
        self._set(export_stop=values)

    def receive(self, orders: Sequence[WorkOrder], state: State, now: datetime) -> None:
        if orders:
            with self.lease.fenced():
                jobs.receive(self.id, orders, state, now)
                self._tell(history.received(orders, state))

    def backlog_judged(self) -> None:
        self._set(backlog_judged=True)

    def jobs(self, row_ids: Iterable[str]) -> list[Job]:
        return jobs.jobs(self.id, row_ids)

    def finished(self, first: date) -> list[Job]:
        return jobs.finished(self.id, first)

    def dropped(self, first: date) -> list[Job]:
        return jobs.dropped(self.id, first)

    def swept(self, now: datetime) -> None:
        self._set(swept_at=now)

    def change(self, job: Job, findings: Sequence[Finding] = ()) -> None:
        with self.lease.fenced():
            self._tell([*self._save(job), *self._note(findings)])

    def _tell(self, told: Sequence[journal.NewEvent]) -> None:
        """Write in the journal; the last thing in a transaction."""
        journal.append(self.id, told, self.clock())

    def _save(self, job: Job) -> list[journal.NewEvent]:
        now = self.clock()
        told = history.of_job(self.id, job)
        jobs.save(self.id, job, now)
        if job.closes(INVOICE_NOT_FOUND):
            told += log_and_items.resolve_job(self.id, job, now)
        return told

    def intent(self, job: Job) -> Intent | None:
        return jobs.intent(self.id, job)

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
        stamped = transitions.stamped(intent, now)
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
            if intent.outcome is Outcome.DONE:
                jobs.last_number(self.id, job.invoice_number)
                self.me.last_number = job.invoice_number
            self._tell([*told, *self._note(findings)])

    def note(self, findings: Sequence[Finding]) -> None:
        if findings:
            with self.lease.fenced():
                self._tell(self._note(findings))

    def _note(self, findings: Sequence[Finding]) -> list[journal.NewEvent]:
        if not findings:
            return []
        now = self.clock()
        self._asked = None
        log_and_items.log(self.id, self.run_id, findings, now)
        return log_and_items.open_items(self.id, findings, now)

    def resolve(
        self,
        codes: Collection[str],
        still: Collection[tuple[str, str]],
        *,
        records_only: bool = False,
    ) -> None:
        """Most of it was not open: what is, is read once, until this run asks something itself."""
        if self._asked is None:
            self._asked = log_and_items.asked(self.id)
        if not log_and_items.may_close(self._asked, codes, still, records_only=records_only):
            return
        with self.lease.fenced():
            now = self.clock()
            self._tell(log_and_items.resolve(self.id, codes, still, now, records_only=records_only))
        self._asked = None

    def progress(self, stage: str, done: int, total: int) -> None:
        moment = time.monotonic()
        often = stage == self._stage and moment - self._shown < SHOWN_EVERY
        if often or moment < self._show_from:
            return
        self._stage, self._shown = stage, moment
        with self.lease.fenced():
            Run.objects.filter(pk=self.run_id).update(stage=stage, done=done, total=total)


def _stop(values: Mapping[str, str | int]) -> ExportStop | None:
    if not values:
        return None
    at = datetime.fromisoformat(str(values["at"]))
    return ExportStop(str(values["code"]), int(values["version"]), at)
