"""The memory of one connection during one run."""

import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property

from bonbrug.link.models import Connection, Run
from bonbrug.link.store import readings
from bonbrug.link.store.fenced import ANYTHING, There
from bonbrug.link.store.lease import HeldLease
from bonbrug.link.store.table_agreements import TableAgreements
from bonbrug.link.store.table_bindings import TableBindings
from bonbrug.link.store.table_dwellings import TableDwellings
from bonbrug.link.store.table_findings import TableFindings
from bonbrug.link.store.table_history import TableHistory
from bonbrug.link.store.table_jobs import TableJobs
from bonbrug.sync.model.connection_state import ConnectionState, ExportStop
from bonbrug.sync.model.readings import LateWrite, Listing, ReadingState
from bonbrug.values.clock import Clock

SHOWN_EVERY = 0.5  # seconds between two updates of the same stage
LASTS = 1.0  # seconds after which a run shows how far it is, when nobody waits for it


class TableMemory(
    TableAgreements, TableDwellings, TableBindings, TableJobs, TableFindings, TableHistory
):
    """sync.ports.memory.Memory; what is here is its RunMemory.

    `watched`: a person waits for this run.
    """

    def __init__(
        self,
        lease: HeldLease,
        run_id: int,
        clock: Clock,
        me: Connection,
        *,
        watched: bool = True,
        there: There = ANYTHING,
    ) -> None:
        super().__init__(lease, run_id, clock, me, there)
        self._late = there.late
        self._stage, self._shown = "", 0.0
        self._show_from = 0.0 if watched else time.monotonic() + LASTS

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

    def backlog_judged(self) -> None:
        self._set(backlog_judged=True)

    def stop_exports(self, stop: ExportStop | None) -> None:
        values: dict[str, str | int] = {}
        if stop:
            values = {"code": stop.code, "version": stop.version, "at": stop.at.isoformat()}
        self._set(export_stop=values)

    def swept(self, now: datetime) -> None:
        self._set(swept_at=now)

    def alive(self) -> None:
        self.lease.renew()

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
