"""One import step at a time: send, count, look again, remember. Decides nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from bonbrug.sync import likeness
from bonbrug.sync.failures import Refused
from bonbrug.sync.ledger import PRODUCT, PUT_REFUSED, RELATION, Ledger
from bonbrug.sync.nouns import Reading, Relation
from bonbrug.sync.plan import ImportPlan, Put
from bonbrug.sync.ports import Bookkeeping, FieldService
from bonbrug.sync.report import Finding, Report, asked, noted
from bonbrug.values.quantity import folded

BATCH = 500
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
    """Applies one plan; what was done stands in the report and the ledger."""

    def __init__(
        self, books: Bookkeeping, field: FieldService, ledger: Ledger, report: Report
    ) -> None:
        self.books, self.field, self.ledger, self.report = books, field, ledger, report
        self.refused = 0

    def apply(self, plan: ImportPlan) -> None:
        self.ledger.keep(RELATION, plan.keep_relations)
        self.ledger.keep(PRODUCT, plan.keep_products)
        field = self.field
        self.put_all(RELATIONS, plan.relations, field.put_relations, field.relations)
        self.put_all(HOUR_TYPES, plan.hour_types, field.put_hour_types, field.hour_types)
        self.put_all(MATERIALS, plan.materials, field.put_materials, field.materials)
        for step in plan.to_books:
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
            self.ledger.progress(shelf.name, start, len(puts))
            self._put(shelf, puts[start : start + BATCH], put, read)

    def _put(
        self,
        shelf: Shelf,
        batch: Sequence[Put[Row]],
        put: Callable[[Sequence[Row]], int],
        read: Callable[[], Reading[Row]],
    ) -> None:
        if self.refused >= MOST_REFUSED:
            return
        self.ledger.alive()
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
        arrived = batch if counted >= len(batch) else self._arrived(shelf, batch, read)
        self.ledger.keep(shelf.kind, [step.bound for step in arrived if step.keep])
        self.report.counts[shelf.name] += len(arrived)

    def _refuse(self, shelf: Shelf, step: Put[Row], refusal: Refused) -> None:
        """Remember the refused version: it is not sent again until it changes."""
        self.refused += 1
        self.ledger.keep(shelf.kind, [replace(step.bound, sent_as=PUT_REFUSED)])
        self._find(asked("put_refused", step.record.code, kind=shelf.name, reason=refusal.code))

    def _arrived(
        self, shelf: Shelf, batch: Sequence[Put[Row]], read: Callable[[], Reading[Row]]
    ) -> list[Put[Row]]:
        """Fewer were counted than sent: look which ones are there."""
        there = {folded(row.code) for row in read().rows}
        missing = [step for step in batch if folded(step.record.code) not in there]
        self._find(*(asked("put_missing", step.record.code, kind=shelf.name) for step in missing))
        return [step for step in batch if folded(step.record.code) in there]

    def _change_books(self, step: Put[Relation]) -> None:
        """Write a change of the work orders in the books, unless the books moved meanwhile."""
        self.ledger.alive()
        code = str(step.bound.base["code"])
        fresh = self.books.relation(code)
        if fresh is None or likeness.relation_print(fresh) != step.read:
            self._find(noted("books_moved", code))
            return
        try:
            self.books.change_relation(replace(step.record, code=code, remote_id=fresh.remote_id))
        except Refused as refusal:
            self._find(asked("change_refused", code, reason=refusal.code))
            return
        self.ledger.keep(RELATION, [step.bound])
        self.report.counts["books_relations"] += 1

    def _find(self, *findings: Finding) -> None:
        self.report.find(*findings)
        self.ledger.note(findings)
