"""The memory of the engine, in memory; survives a crash of the engine as a database would."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from bonbrug.sync.fingerprints import work_order_fingerprint
from bonbrug.sync.model import transitions
from bonbrug.sync.model.bindings import Bound, Known
from bonbrug.sync.model.connection_state import ConnectionState
from bonbrug.sync.model.decisions import Pair
from bonbrug.sync.model.findings import Finding
from bonbrug.sync.model.jobs import OPEN_STATES, ExportStop, Intent, Job, Outcome, State
from bonbrug.sync.model.records import WorkOrder
from bonbrug.sync.ports.memory import DecidedMeanwhile, NumberClaimed, TakenOver
from tests.fakes.weather import Crash


class FakeMemory:
    """sync.ports.memory.Memory. `items` are the open ones; `lost` makes every write a TakenOver."""

    def __init__(self, standing: ConnectionState | None = None) -> None:
        self.state_ = standing or ConnectionState()
        self.bound: dict[tuple[str, str], Bound] = {}
        self.history: set[tuple[str, str, str]] = set()
        self.jobs_: dict[int, Job] = {}
        self.intents: dict[int, Intent] = {}
        self.orders: dict[str, WorkOrder] = {}
        self.items: dict[tuple[str, str], Finding] = {}
        self.lines: list[Finding] = []
        self.stages: list[str] = []
        self.lost = False
        self.writes = 0
        self.crash_at = 0

    def _fence(self) -> None:
        if self.lost:
            raise TakenOver
        self.writes += 1
        if self.writes == self.crash_at:
            raise Crash

    def connection_state(self, now: datetime) -> ConnectionState:
        return self.state_

    def alive(self) -> None:
        if self.lost:
            raise TakenOver

    def known(self, kind: str) -> dict[str, Known]:
        return {
            key: Known(record.fingerprint, record.sent_as, record.books_id)
            for (one, key), record in self.bound.items()
            if one == kind
        }

    def bases(self, kind: str, keys: Collection[str]) -> dict[str, Mapping[str, str | bool]]:
        return {key: self.bound[kind, key].base for key in keys if (kind, key) in self.bound}

    def keep(self, kind: str, records: Sequence[Bound]) -> None:
        if not records:
            return
        self._fence()
        for record in records:
            self._free_id(kind, record)
            before = self.bound.get((kind, record.key))
            if before and before.fingerprint != record.fingerprint:
                self.history.add((kind, record.key, before.fingerprint))
            self.bound[kind, record.key] = record

    def _free_id(self, kind: str, record: Bound) -> None:
        for (one, key), other in list(self.bound.items()):
            if one == kind and key != record.key and other.books_id == record.books_id != "":
                self.bound[one, key] = replace(other, books_id="")

    def replaced_before(self, kind: str, fingerprints: Mapping[str, str]) -> set[str]:
        return {
            key
            for key, fingerprint in fingerprints.items()
            if (kind, key, fingerprint) in self.history
        }

    def keep_counts(self, counts: Mapping[str, int]) -> None:
        merged = {**self.state_.counts, **counts}
        if merged != self.state_.counts:
            self._fence()
            self.state_ = replace(self.state_, counts=merged)

    def keep_books_key(self, key: str, name: str) -> None:
        self._fence()
        self.state_ = replace(self.state_, books_key=key)

    def statuses_made(self, now: datetime) -> None:
        self._fence()
        self.state_ = replace(self.state_, statuses_made=True)

    def stop_exports(self, stop: ExportStop | None) -> None:
        self._fence()
        self.state_ = replace(self.state_, stop=stop)

    def receive(self, orders: Sequence[WorkOrder], state: State, now: datetime) -> None:
        if not orders:
            return
        self._fence()
        for order in orders:
            number = len(self.jobs_) + 1
            self.jobs_[number] = Job(
                number,
                order.row_id,
                1,
                order.number,
                state,
                relation_code=order.customer.code,
                day=order.day,
                content_fingerprint=work_order_fingerprint(order),
            )

    def backlog_judged(self) -> None:
        self._fence()
        self.state_ = replace(self.state_, backlog_judged=True)

    def jobs(self, row_ids: Iterable[str]) -> list[Job]:
        wanted = set(row_ids)
        newest: dict[str, Job] = {}
        for job in sorted(self.jobs_.values(), key=lambda job: job.generation):
            if job.row_id in wanted or job.state in OPEN_STATES:
                newest[job.row_id] = job
        return sorted(newest.values(), key=lambda job: job.id)

    def finished(self, first: date) -> list[Job]:
        return [job for job in self.jobs_.values() if job.is_watched(first)]

    def dropped(self, first: date) -> list[Job]:
        unknown = {one.job_id for one in self.intents.values() if one.outcome is Outcome.SENT}
        return [
            job
            for job in self.jobs_.values()
            if job.state is State.WITHDRAWN and job.id in unknown
            if job.invoice_date is not None and job.invoice_date >= first
        ]

    def swept(self, now: datetime) -> None:
        self._fence()
        self.state_ = replace(self.state_, swept_at=now)

    def change(self, job: Job, findings: Sequence[Finding] = ()) -> None:
        self._fence()
        self._hold(job.id, job.decisions)
        self._save(job)
        self._note(findings)

    def _hold(self, job_id: int, decisions: int) -> None:
        if self.jobs_[job_id].decisions != decisions:
            raise DecidedMeanwhile

    def _save(self, job: Job) -> None:
        self.jobs_[job.id] = job
        self.items = {
            pair: item
            for pair, item in self.items.items()
            if item.row_id != job.row_id or not job.closes(item.code)
        }

    def intent(self, job: Job) -> Intent | None:
        held = [
            intent
            for intent in self.intents.values()
            if intent.job_id == job.id and intent.outcome is not Outcome.RELEASED
        ]
        return replace(held[-1], decisions=job.decisions) if held else None

    def decide(self, job_id: int, decision: Callable[[Pair], Pair]) -> bool:
        """Decide as a person; False when that changes nothing as they stand now."""
        job = self.jobs_[job_id]
        before = Pair(job, self.intent(job))
        self.jobs_[job_id], intent = after = decision(before)
        if intent:
            self.intents[intent.id] = intent
        return after != before

    def claimed_numbers(self) -> set[str]:
        return {
            intent.invoice.number
            for intent in self.intents.values()
            if intent.outcome is not Outcome.RELEASED
        }

    def claim(self, job: Job, intent: Intent, job_after: Job) -> Intent:
        self._fence()
        self._hold(job.id, job_after.decisions)
        claimed = self._write(intent)
        self.jobs_[job.id] = job_after
        return claimed

    def _write(self, intent: Intent) -> Intent:
        for other in self.intents.values():
            if (
                other.id != intent.id
                and other.invoice.number == intent.invoice.number
                and Outcome.RELEASED not in (other.outcome, intent.outcome)
            ):
                raise NumberClaimed(intent.invoice.number)
        number = intent.id or len(self.intents) + 1
        self.intents[number] = replace(intent, id=number)
        return self.intents[number]

    def stamp(self, intent: Intent, now: datetime) -> Intent:
        self._fence()
        self._hold(intent.job_id, intent.decisions)
        return self._write(transitions.stamped(intent, now))

    def conclude(self, intent: Intent, job: Job, findings: Sequence[Finding] = ()) -> None:
        self._fence()
        self._hold(job.id, job.decisions)
        self._write(intent)
        self._save(job)
        if intent.outcome is Outcome.DONE:
            self.state_ = replace(self.state_, last_number=job.invoice_number)
        self._note(findings)

    def note(self, findings: Sequence[Finding]) -> None:
        if findings:
            self._fence()
            self._note(findings)

    def _note(self, findings: Sequence[Finding]) -> None:
        for finding in findings:
            self.lines.append(finding)
            if finding.needs_person:
                self.items[finding.code, finding.subject] = finding

    def resolve(
        self,
        codes: Collection[str],
        still: Collection[tuple[str, str]],
        *,
        records_only: bool = False,
    ) -> None:
        self.alive()
        self.items = {
            pair: item
            for pair, item in self.items.items()
            if pair[0] not in codes or pair in still or (records_only and item.row_id)
        }

    def progress(self, stage: str, done: int, total: int) -> None:
        self.alive()
        self.stages.append(stage)
