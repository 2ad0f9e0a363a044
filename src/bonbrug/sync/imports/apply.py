"""One import step at a time: send, count, look again, remember. Decides nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from bonbrug.sync.context import Ports
from bonbrug.sync.fingerprints import relation_fingerprint
from bonbrug.sync.imports import agreed_values, late_writes
from bonbrug.sync.imports.plan import ImportPlan, Put
from bonbrug.sync.model.bindings import CHANGING, PRODUCT, PUT_REFUSED, RELATION
from bonbrug.sync.model.failures import Failure, Refused
from bonbrug.sync.model.findings import Finding, Report, asked, noted
from bonbrug.sync.model.records import Reading, Relation
from bonbrug.sync.outcome import Verdict, verdict
from bonbrug.values.clock import Clock
from bonbrug.values.quantity import folded

BATCH = 500
# Between reading a record in the books and writing it: who stood still must look again.
STILL_FRESH = timedelta(minutes=1)
MOST_REFUSED = 50  # more refused records in one run say that something else is wrong


class Coded(Protocol):
    @property
    def code(self) -> str: ...


Row = TypeVar("Row", bound=Coded)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where one kind of record goes: its counter, its memory."""

    name: str
    kind: str


RELATIONS = Shelf("relations", RELATION)
MATERIALS = Shelf("materials", PRODUCT)
HOUR_TYPES = Shelf("hour_types", PRODUCT)


class Applying:
    """Applies one plan; what was done stands in the report and the memory."""

    def __init__(self, ports: Ports, report: Report, clock: Clock) -> None:
        self.books, self.field = ports.books, ports.field
        self.bindings, self.findings = ports.bindings, ports.findings
        self.run_memory = ports.run_memory
        self.report, self.clock = report, clock
        self.refused = 0
        self.missing: set[str] = set()

    def apply(self, plan: ImportPlan) -> None:
        self.bindings.keep(RELATION, plan.keep_relations)
        self.bindings.keep(PRODUCT, plan.keep_products)
        field = self.field
        self.put_all(RELATIONS, plan.relations, field.put_relations, field.relations)
        self.put_all(HOUR_TYPES, plan.hour_types, field.put_hour_types, field.hour_types)
        self.put_all(MATERIALS, plan.materials, field.put_materials, field.materials)
        for step in plan.to_books:
            if step.bound.key not in self.missing:
                self._change_books(step)

    def put_all(
        self,
        shelf: Shelf,
        puts: Sequence[Put[Row]],
        put: Callable[[Sequence[Row]], int],
        read: Callable[[], Reading[Row]],
    ) -> None:
        """Put in batches; each batch is remembered before the next one goes."""
        self.refused = 0
        for start in range(0, len(puts), BATCH):
            self.run_memory.progress(shelf.name, start, len(puts))
            self._put(shelf, puts[start : start + BATCH], put, read)

    def _put(
        self,
        shelf: Shelf,
        batch: Sequence[Put[Row]],
        put: Callable[[Sequence[Row]], int],
        read: Callable[[], Reading[Row]],
    ) -> None:
        if self.refused >= MOST_REFUSED:
            self._not_there(batch)
            return
        self.run_memory.alive()
        try:
            counted = put([step.record for step in batch])
        except Refused as refusal:
            if len(batch) == 1:
                self._refuse(shelf, batch[0], refusal)
                return
            middle = len(batch) // 2
            self._put(shelf, batch[:middle], put, read)
            self._put(shelf, batch[middle:], put, read)
            return
        except Failure as failure:
            if verdict(failure) is Verdict.UNKNOWN:
                records = [step.record for step in batch if step.whole]
                self.run_memory.expect(late_writes.sent(shelf.name, records, self.clock()))
            raise
        arrived = batch if counted >= len(batch) else self._arrived(shelf, batch, read)
        self.bindings.keep(shelf.kind, [step.bound for step in arrived])
        self.report.counts[shelf.name] += len(arrived)

    def _refuse(self, shelf: Shelf, step: Put[Row], refusal: Refused) -> None:
        """Ask a person, then remember the refused version: it is not sent until it changes."""
        self.refused += 1
        self._not_there([step])
        self._find(asked("put_refused", step.record.code, kind=shelf.name, reason=refusal.code))
        base = agreed_values.refused(step.bound.base, step.agreed)
        self.bindings.keep(shelf.kind, [replace(step.bound, base=base, sent_as=PUT_REFUSED)])

    def _arrived(
        self, shelf: Shelf, batch: Sequence[Put[Row]], read: Callable[[], Reading[Row]]
    ) -> list[Put[Row]]:
        """Fewer were counted than sent: look which ones are there, as they were sent."""
        there = {folded(row.code): row for row in read().rows}
        arrived: list[Put[Row]] = []
        for step in batch:
            row = there.get(folded(step.record.code))
            if row is not None and late_writes.looks_like(step.record, row):
                arrived.append(step)
            else:
                self._not_there([step])
                self._find(asked("put_missing", step.record.code, kind=shelf.name))
        return arrived

    def _not_there(self, steps: Sequence[Put[Row]]) -> None:
        """What the work orders do not have may not reach the books as agreed."""
        self.missing |= {step.bound.key for step in steps}

    def _change_books(self, step: Put[Relation]) -> None:
        """Write a change of the work orders in the books, unless the books moved meanwhile."""
        began = self.clock()
        self.run_memory.alive()
        code = str(step.bound.base["code"])
        fresh = self.books.relation(code)
        if fresh is None or relation_fingerprint(fresh) != step.read:
            self._find(noted("books_moved", code))
            return
        self._keep_pending(step)
        if self._took_long(began):
            self._forget_pending(step)
            self._find(noted("books_moved", code))
            return
        try:
            self.books.change_relation(replace(step.record, code=code, remote_id=fresh.remote_id))
        except Refused as refusal:
            self._forget_pending(step)
            self._find(asked("change_refused", code, reason=refusal.code))
            return
        except Failure as failure:
            if verdict(failure) in (Verdict.NOT_SENT, Verdict.SHUT_OUT):
                self._forget_pending(step)
            raise
        if self._took_long(began):
            self._find(noted("change_unknown", code))
        self.bindings.keep(RELATION, [step.bound])
        self.report.counts["books_relations"] += 1

    def _took_long(self, began: datetime) -> bool:
        return abs(self.clock() - began) > STILL_FRESH

    def _keep_pending(self, step: Put[Relation]) -> None:
        """Remember it before it is sent: without an answer only this tells what we wrote."""
        if step.before:
            base = agreed_values.with_pending(step.before.base, step.bound.base)
            pending = replace(step.before, base=base, sent_as=CHANGING)
            self.bindings.keep(RELATION, [pending])

    def _forget_pending(self, step: Put[Relation]) -> None:
        if step.before:
            self.bindings.keep(RELATION, [step.before])

    def _find(self, *findings: Finding) -> None:
        self.report.find(*findings)
        self.findings.note(findings)
