"""The memory of the engine on values in memory: the same rules as the tables of the link."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime

from bonbrug.sync.fingerprints import work_order_fingerprint
from bonbrug.sync.judging.work import remembered
from bonbrug.sync.model.agreements import Agreed
from bonbrug.sync.model.bindings import Bound, Known
from bonbrug.sync.model.connection_state import ConnectionState, ExportStop
from bonbrug.sync.model.findings import Finding
from bonbrug.sync.model.history import KnownOrder, PastInvoice
from bonbrug.sync.model.readings import LateWrite, Listing, ReadingState
from bonbrug.sync.model.records import Invoice, WorkOrder
from bonbrug.sync.ports.jobs import DecidedMeanwhile, NumberClaimed
from bonbrug.sync.states import collective, run_transitions
from bonbrug.sync.states.jobs import OPEN_STATES, Intent, Job, Outcome, State, number_in_books
from bonbrug.values.clock import accounting_day
from bonbrug.values.vat_work import Dwelling
from tests.fakes.rows import Rows


class RowsMemory:
    """sync.ports.memory.Memory, without a lease: that is what `fenced` adds around every write."""

    @property
    def rows(self) -> Rows:
        raise NotImplementedError

    def fenced(self, label: str) -> AbstractContextManager[None]:
        """Commit all or nothing; TakenOver when the lease is another's."""
        raise NotImplementedError

    def visible(self) -> list[Rows]:
        """Return the rows that a query of this connection may see."""
        return [self.rows]

    def told(self, what: str, *words: str) -> None:
        """Be told of a write, within its transaction."""

    # --- the connection --------------------------------------------------------------------------

    def connection_state(self, now: datetime) -> ConnectionState:
        state, until = self.rows.state, self.rows.exports_paused_until
        paused = state.exports_paused or (until is not None and until > now)
        return replace(state, exports_paused=paused)

    def alive(self) -> None:
        with self.fenced("alive"):
            pass

    def _set(self, label: str, state: ConnectionState) -> None:
        with self.fenced(label):
            self.rows.state = state

    def keep_readings(self, states: Mapping[Listing, ReadingState]) -> None:
        mine = self.rows.state
        merged = {**mine.readings, **states}
        if merged != mine.readings:
            self._set("readings", replace(mine, readings=merged))

    def expect(self, writes: Sequence[LateWrite]) -> None:
        if writes:
            mine = self.rows.state
            kept = {(one.shelf, one.fingerprint): one for one in (*mine.late_writes, *writes)}
            self._set("late", replace(mine, late_writes=tuple(kept.values())))

    def expect_no_more(self, writes: Sequence[LateWrite]) -> None:
        if writes:
            mine, last = self.rows.state, max(one.sent_at for one in writes)
            kept = tuple(one for one in mine.late_writes if one.sent_at > last)
            self._set("late", replace(mine, late_writes=kept))

    def keep_books_key(self, key: str, name: str) -> None:
        self._set("books_key", replace(self.rows.state, books_key=key))

    def statuses_made(self, now: datetime) -> None:
        self._set("statuses", replace(self.rows.state, statuses_made=True))

    def stop_exports(self, stop: ExportStop | None) -> None:
        self._set("stop", replace(self.rows.state, stop=stop))

    def backlog_judged(self) -> None:
        self._set("backlog", replace(self.rows.state, backlog_judged=True))

    # --- bound records ---------------------------------------------------------------------------

    def known(self, kind: str) -> dict[str, Known]:
        return {
            key: Known(record.fingerprint, record.sent_as, record.books_id)
            for rows in self.visible()
            for (one, key), record in rows.bound.items()
            if one == kind
        }

    def bases(self, kind: str, keys: Collection[str]) -> dict[str, Mapping[str, str | bool]]:
        found = {key: self.rows.bound.get((kind, key)) for key in sorted(keys)}
        return {key: one.base for key, one in found.items() if one and one.base}

    def keep(self, kind: str, records: Sequence[Bound]) -> None:
        if not records:
            return
        with self.fenced("keep"):
            for record in records:
                self._keep(kind, record)

    def _keep(self, kind: str, record: Bound) -> None:
        bound = self.rows.bound
        for (one, key), other in list(bound.items()):
            if one == kind and key != record.key and other.books_id == record.books_id != "":
                bound[one, key] = replace(other, books_id="")
        before = bound.get((kind, record.key))
        if before and before.fingerprint != record.fingerprint:
            self.rows.replaced.add((kind, record.key, before.fingerprint))
        bound[kind, record.key] = record

    def replaced_before(self, kind: str, fingerprints: Mapping[str, str]) -> set[str]:
        seen = self.rows.replaced
        return {
            key for key, fingerprint in fingerprints.items() if (kind, key, fingerprint) in seen
        }

    def agreements(self) -> Agreed:
        return dict(self.rows.agreed)

    def dwellings(self) -> dict[str, Dwelling]:
        return dict(self.rows.dwellings)

    # --- jobs and intents ------------------------------------------------------------------------

    def receive(self, orders: Sequence[WorkOrder], state: State, now: datetime) -> None:
        if not orders:
            return
        with self.fenced("receive"):
            for order in orders:
                if self._complete(order):
                    continue
                number = len(self.rows.jobs) + 1
                job = Job(
                    number,
                    order.row_id,
                    self._next_generation(order.row_id),
                    order.number,
                    state,
                    relation_code=order.customer.code,
                    day=order.day,
                    content_fingerprint=work_order_fingerprint(order),
                    **remembered(order),
                )
                self.rows.seen[job.id] = accounting_day(now)
                self.rows.inbox[job.id] = order
                self._record(job)

    def _complete(self, order: WorkOrder) -> bool:
        """Give the job of what a person said yes to beforehand what it lacks, if there is one."""
        mine = [job for job in self.rows.jobs.values() if job.row_id == order.row_id]
        lacking = [job for job in mine if job.is_unseen]
        for job in lacking:
            self.rows.inbox[job.id] = order
            self._record(replace(
                job, number=order.number, relation_code=order.customer.code, day=order.day,
                content_fingerprint=work_order_fingerprint(order), **remembered(order),
            ))  # fmt: skip
        return bool(lacking)

    def _next_generation(self, row_id: str) -> int:
        """Return the next one; only what was credited gets a second invoice."""
        mine = [job for job in self.rows.jobs.values() if job.row_id == row_id]
        newest = max(mine, key=lambda job: job.generation, default=None)
        if newest and not newest.is_taken_back:
            raise ValueError("one_job_per_work_order")
        return newest.generation + 1 if newest else 1

    def jobs(self, row_ids: Iterable[str]) -> list[Job]:
        wanted = set(row_ids)
        newest: dict[str, Job] = {}
        for rows in self.visible():
            for job in sorted(rows.jobs.values(), key=lambda job: job.generation):
                if job.row_id in wanted or job.state in OPEN_STATES:
                    newest[job.row_id] = job
        return sorted(newest.values(), key=lambda job: job.id)

    def collect(self, members: Sequence[Job]) -> Job:
        with self.fenced("collect"):
            for member in members:
                self._hold(member.id, member.decisions)
            row_id = collective.job_of(members, 1).row_id
            before = [job for job in self.rows.jobs.values() if job.row_id == row_id]
            whole = collective.job_of(members, len(before) + 1)
            whole = replace(whole, id=len(self.rows.jobs) + 1)
            self._record(whole)
            for member in members:
                self._record(run_transitions.joined(member, whole.id))
        return whole

    def members(self, whole: Job) -> list[Job]:
        return [job for job in self.rows.jobs.values() if job.collected_in == whole.id]

    def wholes(self, job: Job) -> list[Job]:
        mine = [one for one in self.rows.jobs.values() if one.row_id == job.row_id]
        return [one for one in self.rows.jobs.values() if one.id in {j.collected_in for j in mine}]

    def invoice_anew(self, closed: Job) -> None:
        with self.fenced("invoice_anew"):
            self._hold(closed.id, closed.decisions)
            self._save(closed)
            for part in self.members(closed) if closed.collective else [closed]:
                self._record(self.rows.open_next(run_transitions.anew(part)))

    def finished(self, first: date) -> list[Job]:
        return [job for job in self.rows.jobs.values() if job.is_watched(first)]

    def dropped(self, first: date) -> list[Job]:
        unknown = {one.job_id for one in self.rows.intents.values() if one.outcome is Outcome.SENT}
        return [
            job
            for job in self.rows.jobs.values()
            if job.state is State.WITHDRAWN and job.id in unknown
            if job.invoice_date is not None and job.invoice_date >= first
        ]

    def swept(self, now: datetime) -> None:
        self._set("swept", replace(self.rows.state, swept_at=now))

    def change(
        self,
        job: Job,
        findings: Sequence[Finding] = (),
        proposed: Invoice | None = None,
        order: WorkOrder | None = None,
    ) -> None:
        with self.fenced(f"change {job.state}"):
            self._hold(job.id, job.decisions)
            self._save(job)
            if proposed:
                self.rows.proposals[job.id] = (job.proposed_for, proposed)
            if order:
                self.rows.inbox[job.id] = order
            self._note(findings, job)

    def _hold(self, job_id: int, decisions: int) -> None:
        if self.rows.jobs[job_id].decisions != decisions:
            raise DecidedMeanwhile

    def _save(self, job: Job) -> None:
        for member in self.members(job) if job.collective else ():
            after = collective.followed(member, job)
            if after != member:
                self._save(after)
        self._record(job)
        for pair, item in list(self.rows.items.items()):
            if self.rows.asked_of[pair] == job.id and job.closes(item.code):
                del self.rows.items[pair]

    def _record(self, job: Job) -> None:
        self.rows.jobs[job.id] = job
        said = (str(job.state), job.invoice_number, str(job.generation))
        self.told("record", job.row_id, *said)

    def intent(self, job: Job) -> Intent | None:
        return self.rows.intent(job)

    def credited(self, job: Job) -> Intent | None:
        return self.rows.credited(job)

    def claimed_numbers(self) -> set[str]:
        return {
            intent.invoice.number
            for intent in self.rows.intents.values()
            if intent.outcome is not Outcome.RELEASED
        }

    def claim(self, job: Job, intent: Intent, job_after: Job) -> Intent:
        with self.fenced("claim"):
            self._hold(job.id, job_after.decisions)
            claimed = self._write(intent)
            self._record(job_after)
        return claimed

    def _write(self, intent: Intent) -> Intent:
        intents = self.rows.intents
        if intent.outcome is not Outcome.RELEASED:
            for other in intents.values():
                same = other.invoice.number == intent.invoice.number
                if same and other.id != intent.id and other.outcome is not Outcome.RELEASED:
                    raise NumberClaimed(intent.invoice.number)
        number = intent.id or len(intents) + 1
        intents[number] = replace(intent, id=number)
        return intents[number]

    def stamp(self, intent: Intent, now: datetime) -> Intent:
        stamped = run_transitions.stamped(intent, now)
        with self.fenced("stamp"):
            self._hold(intent.job_id, intent.decisions)
            self._write(stamped)
            self.told("stamp", intent.invoice.number)
        return stamped

    def conclude(self, intent: Intent, job: Job, findings: Sequence[Finding] = ()) -> None:
        with self.fenced(f"conclude {intent.outcome}"):
            self._hold(job.id, job.decisions)
            self._write(intent)
            self._save(job)
            if number := number_in_books(intent, job):
                self.rows.state = replace(self.rows.state, last_number=number)
            self._note(findings, job)

    # --- what was worked and invoiced before -----------------------------------------------------

    def worked_between(self, first: date, last: date) -> list[KnownOrder]:
        return [
            _known(job)
            for job in self._known_jobs()
            if job.worked_first and job.worked_last
            if job.worked_first <= last and job.worked_last >= first
        ]

    def alike(self, likenesses: Collection[str], since: date) -> list[KnownOrder]:
        recent = [job for job in self._known_jobs() if self.rows.seen.get(job.id, since) >= since]
        return [_known(job) for job in recent if job.likeness in likenesses]

    def last_invoices(self, most: int) -> list[PastInvoice]:
        return self._made()[:most]

    def invoices_of(self, relation_codes: Collection[str], most: int) -> list[PastInvoice]:
        made = self._made()
        theirs = {code: [one for one in made if one.relation_code == code][:most]
                  for code in relation_codes}  # fmt: skip
        return [one for one in made if one in theirs.get(one.relation_code, ())]

    def _known_jobs(self) -> list[Job]:
        jobs = [job for job in self.rows.jobs.values() if job.state is not State.WITHDRAWN]
        return sorted(jobs, key=lambda job: job.id)

    def _made(self) -> list[PastInvoice]:
        done = [one for one in self.rows.intents.values() if one.outcome is Outcome.DONE]
        return [
            PastInvoice(one.invoice.number, self.rows.jobs[one.job_id].relation_code,
                        one.invoice.lines)
            for one in sorted(done, key=lambda one: -one.id)
        ]  # fmt: skip

    # --- facts -----------------------------------------------------------------------------------

    def note(self, findings: Sequence[Finding]) -> None:
        if findings:
            with self.fenced("note"):
                self._note(findings)

    def _note(self, findings: Sequence[Finding], job: Job | None = None) -> None:
        for finding in findings:
            self.told("note", finding.row_id, finding.code, finding.subject)
            if finding.needs_person:
                self.rows.ask(finding, job)

    def resolve(
        self,
        codes: Collection[str],
        still: Collection[tuple[str, str]],
        *,
        records_only: bool = False,
    ) -> None:
        gone = [
            pair
            for pair, item in self.rows.items.items()
            if pair[0] in codes and pair not in still and not (records_only and item.row_id)
        ]
        if gone:
            with self.fenced("resolve"):
                for pair in gone:
                    del self.rows.items[pair]

    def progress(self, stage: str, done: int, total: int) -> None:
        with self.fenced("progress"):
            pass


def _known(job: Job) -> KnownOrder:
    number = job.number or job.row_id
    return KnownOrder(job.row_id, number, job.likeness, job.work, job.invoice_number)
