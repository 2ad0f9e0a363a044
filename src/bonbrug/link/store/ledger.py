"""The ledger of one connection during one run."""

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from bonbrug.link.models import Connection, Run
from bonbrug.link.store import bindings, exports, facts, history, journal
from bonbrug.link.store.lease import Hold
from bonbrug.sync.ledger import (
    INVOICE_NOT_FOUND,
    Bound,
    Intent,
    Job,
    Known,
    LinkDeleted,
    Outcome,
    Standing,
    State,
    Stop,
)
from bonbrug.sync.nouns import WorkOrder
from bonbrug.sync.report import Finding
from bonbrug.values.clock import Clock

SHOWN_EVERY = 0.5  # seconds between two updates of the same stage


class TablesLedger:
    """sync.ledger.Ledger. `run_id` is the run whose log lines are written."""

    def __init__(self, hold: Hold, run_id: int, clock: Clock) -> None:
        self.hold, self.run_id, self.clock = hold, run_id, clock
        self.id = hold.connection_id
        self._stage, self._shown = "", 0.0

    def _me(self) -> Connection:
        return Connection.objects.get(pk=self.id)

    def _set(self, **values: object) -> None:
        with self.hold.fenced():
            Connection.objects.filter(pk=self.id).update(**values)

    def standing(self, now: datetime) -> Standing:
        me = self._me()
        return Standing(
            activated_on=me.activated_on,
            books_key=me.books_key,
            backlog_judged=me.backlog_judged,
            statuses_made=me.statuses_made_at is not None,
            held=me.hold_until is not None and me.hold_until > now,
            last_number=me.last_number,
            counts=me.seen_counts,
            stop=_stop(me.export_stop),
            swept_at=me.swept_at,
        )

    def alive(self) -> None:
        self.hold.renew()

    def known(self, kind: str) -> dict[str, Known]:
        return bindings.known(self.id, kind)

    def bases(self, kind: str, keys: Collection[str]) -> dict[str, Mapping[str, str | bool]]:
        return bindings.bases(self.id, kind, keys)

    def keep(self, kind: str, records: Sequence[Bound]) -> None:
        if records:
            with self.hold.fenced():
                bindings.keep(self.id, kind, records, self.run_id)

    def replaced_before(self, kind: str, prints: Mapping[str, str]) -> set[str]:
        return bindings.replaced_before(self.id, kind, prints)

    def keep_counts(self, counts: Mapping[str, int]) -> None:
        before = self._me().seen_counts
        after = {name: count for name, count in {**before, **counts}.items() if count}
        if after != before:
            self._set(seen_counts=after)

    def keep_books_key(self, key: str, name: str) -> None:
        self._set(books_key=key, books_name=name)

    def statuses_made(self, now: datetime) -> None:
        self._set(statuses_made_at=now)

    def stop_exports(self, stop: Stop | None) -> None:
        values: dict[str, str | int] = {}
        if stop:
            values = {"code": stop.code, "version": stop.version, "at": stop.at.isoformat()}
        self._set(export_stop=values)

    def receive(self, orders: Sequence[WorkOrder], state: State, now: datetime) -> None:
        if orders:
            with self.hold.fenced():
                exports.receive(self.id, orders, state, now)
                self._tell(history.received(orders, state))

    def backlog_judged(self) -> None:
        self._set(backlog_judged=True)

    def jobs(self, row_ids: Iterable[str]) -> list[Job]:
        return exports.jobs(self.id, row_ids)

    def finished(self, first: date) -> list[Job]:
        return exports.finished(self.id, first)

    def dropped(self, first: date) -> list[Job]:
        return exports.dropped(self.id, first)

    def swept(self, now: datetime) -> None:
        self._set(swept_at=now)

    def change(self, job: Job, findings: Sequence[Finding] = ()) -> None:
        with self.hold.fenced():
            self._tell([*self._save(job), *self._note(findings)])

    def _tell(self, told: Sequence[journal.Told]) -> None:
        """Write in the journal; the last thing in a transaction."""
        journal.append(self.id, told, self.clock())

    def _save(self, job: Job) -> list[journal.Told]:
        now = self.clock()
        told = history.of_job(self.id, job)
        exports.save(self.id, job, now)
        if job.closes(INVOICE_NOT_FOUND):
            told += facts.resolve_job(self.id, job, now)
        return told

    def intent(self, job: Job) -> Intent | None:
        return exports.intent(self.id, job)

    def claimed_numbers(self) -> set[str]:
        return exports.claimed_numbers(self.id)

    def claim(self, job: Job, intent: Intent, job_after: Job) -> Intent:
        with self.hold.fenced():
            claimed = exports.write(self.id, intent, self.hold.epoch)
            told = history.of_job(self.id, job_after)
            exports.save(self.id, job_after, self.clock())
            self._tell([*told, history.claimed(claimed)])
        return claimed

    def stamp(self, intent: Intent, now: datetime) -> Intent:
        stamped = intent.stamped(now)
        with self.hold.fenced():
            if not Connection.objects.filter(pk=self.id, deleted_at=None).exists():
                raise LinkDeleted
            exports.write(self.id, stamped, self.hold.epoch)
            self._tell([history.sending(stamped)])
        return stamped

    def conclude(self, intent: Intent, job: Job, findings: Sequence[Finding] = ()) -> None:
        with self.hold.fenced():
            told = history.of_intent(intent)
            exports.write(self.id, intent, self.hold.epoch)
            told += self._save(job)
            if intent.outcome is Outcome.DONE:
                exports.last_number(self.id, job.invoice_number)
            self._tell([*told, *self._note(findings)])

    def note(self, findings: Sequence[Finding]) -> None:
        if findings:
            with self.hold.fenced():
                self._tell(self._note(findings))

    def _note(self, findings: Sequence[Finding]) -> list[journal.Told]:
        if not findings:
            return []
        now = self.clock()
        facts.log(self.id, self.run_id, findings, now)
        return facts.open_items(self.id, findings, now)

    def resolve(
        self,
        codes: Collection[str],
        still: Collection[tuple[str, str]],
        *,
        records_only: bool = False,
    ) -> None:
        with self.hold.fenced():
            self._tell(
                facts.resolve(self.id, codes, still, self.clock(), records_only=records_only)
            )

    def progress(self, stage: str, done: int, total: int) -> None:
        moment = time.monotonic()
        if stage == self._stage and moment - self._shown < SHOWN_EVERY:
            return
        self._stage, self._shown = stage, moment
        with self.hold.fenced():
            Run.objects.filter(pk=self.run_id).update(stage=stage, done=done, total=total)


def _stop(values: Mapping[str, str | int]) -> Stop | None:
    if not values:
        return None
    at = datetime.fromisoformat(str(values["at"]))
    return Stop(str(values["code"]), int(values["version"]), at)
