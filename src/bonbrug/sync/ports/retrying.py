"""Both sides with a little patience: a read that failed on its way is asked again.

This is the one layer that tries again. Below it a gateway sends a call once (and once more only
when its session had ended); above it a run goes on or stops, and the next run is the next attempt.
Only what changes nothing on the other side is repeated: never an invoice, a put or a settling,
whose unknown outcome the memory keeps. A failure leaves here with the name of its side.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from bonbrug.sync.model.capabilities import BooksCapabilities, FieldCapabilities
from bonbrug.sync.model.failures import BOOKS, WORK_ORDERS, Failure, Unreachable
from bonbrug.sync.model.records import (
    Administration,
    Employee,
    FoundInvoice,
    HourType,
    Invoice,
    Material,
    OpenItem,
    Product,
    Reading,
    Relation,
    WorkOrder,
)
from bonbrug.sync.ports.bookkeeping import Bookkeeping
from bonbrug.sync.ports.field_service import FieldService

TRIES = 3
BASE, CAP = 0.5, 20.0  # seconds
SPARE = 2  # repeats that a run may always make on one side; beyond these one in ten reads
# Passing weather. A time-out cost the whole patience of the client already, and an answer that is
# not theirs comes again.
PASSING = frozenset({"dns", "connect", "reset", "cut", "http_500", "http_502", "http_503",
                     "http_504"})  # fmt: skip

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Patience:
    """`chance` gives 0 ≤ number < 1, `sleep` waits for so many seconds.

    `opening` bounds how long the first read of a side waits for its first byte; never a write, for
    a slow success may not become an unknown outcome. `tries` is 1 where others wait for the place.
    """

    chance: Callable[[], float]
    sleep: Callable[[float], None]
    opening: Callable[[], AbstractContextManager[None]] = nullcontext
    tries: int = TRIES
    monotonic: Callable[[], float] = time.monotonic

    def pause(self, tried: int) -> None:
        """Wait for a random part of a time that doubles (full jitter)."""
        self.sleep(self.chance() * min(CAP, BASE * 2**tried))


class Side:
    """Makes the calls to one side, for one run.

    `answered`: the seconds that its first read took (None before it); `silent`: a call was waited
    for in vain.
    """

    def __init__(self, name: str, patience: Patience) -> None:
        self.name, self.patience = name, patience
        self.reads = self.repeats = self.calls = 0
        self.answered: float | None = None
        self.silent = False

    def once(self, call: Callable[[], Result]) -> Result:
        """Call, and name this side in what goes wrong."""
        self.calls += 1
        try:
            return call()
        except Failure as failure:
            failure.side = failure.side or self.name
            self.silent = self.silent or failure.code == "timeout"
            raise

    def read(self, call: Callable[[], Result]) -> Result:
        """Call something that changes nothing; again when it failed on its way."""
        self.reads += 1
        for tried in range(self.patience.tries - 1):
            try:
                return self._read(call)
            except Unreachable as failure:
                if not self._worth_it(failure):
                    raise
            self.repeats += 1
            self.patience.pause(tried)
        return self._read(call)

    def _read(self, call: Callable[[], Result]) -> Result:
        """Wait only a little while nothing is known of the other side, or when it was silent."""
        if self.answered is not None and not self.silent:
            return self.once(call)
        started = self.patience.monotonic()
        with self.patience.opening():
            result = self.once(call)
        if self.answered is None:
            self.answered = self.patience.monotonic() - started
        return result

    def _worth_it(self, failure: Unreachable) -> bool:
        passing = failure.code in PASSING or (failure.code == "timeout" and failure.before_sending)
        return passing and self.repeats < SPARE + self.reads // 10


class RetryingBooks:
    """sync.ports.Bookkeeping around another one."""

    def __init__(self, books: Bookkeeping, patience: Patience) -> None:
        self._books, self.side = books, Side(BOOKS, patience)

    @property
    def capabilities(self) -> BooksCapabilities:
        return self._books.capabilities

    def sign_in(self) -> None:
        """A session changes nothing in the books, so this may be repeated too."""
        self.side.read(self._books.sign_in)

    def sign_out(self) -> None:
        """Not after a silence: a session ends by itself, and this would be one more wait."""
        if not self.side.silent:
            with self.side.patience.opening():
                self._books.sign_out()

    def administrations(self) -> list[Administration]:
        return self.side.read(self._books.administrations)

    def templates(self) -> list[str] | None:
        return self.side.read(self._books.templates)

    def relations(self, known: str = "") -> Reading[Relation]:
        return self.side.read(partial(self._books.relations, known))

    def products(self, known: str = "") -> Reading[Product]:
        return self.side.read(partial(self._books.products, known))

    def relation(self, code: str) -> Relation | None:
        return self.side.read(partial(self._books.relation, code))

    def add_relation(self, relation: Relation) -> str:
        return self.side.once(partial(self._books.add_relation, relation))

    def change_relation(self, relation: Relation) -> None:
        self.side.once(partial(self._books.change_relation, relation))

    def send_invoice(self, invoice: Invoice) -> str:
        return self.side.once(partial(self._books.send_invoice, invoice))

    def invoice(self, number: str) -> FoundInvoice | None:
        return self.side.read(partial(self._books.invoice, number))

    def invoices(self, relation_code: str, first: date, last: date) -> list[FoundInvoice]:
        return self.side.read(partial(self._books.invoices, relation_code, first, last))

    def open_items(self) -> list[OpenItem]:
        return self.side.read(self._books.open_items)


class RetryingField:
    """sync.ports.FieldService around another one."""

    def __init__(self, field: FieldService, patience: Patience) -> None:
        self._field, self.side = field, Side(WORK_ORDERS, patience)

    @property
    def capabilities(self) -> FieldCapabilities:
        return self._field.capabilities

    def employees(self) -> list[Employee]:
        return self.side.read(self._field.employees)

    def relations(self, known: str = "") -> Reading[Relation]:
        return self.side.read(partial(self._field.relations, known))

    def materials(self) -> Reading[Material]:
        return self.side.read(self._field.materials)

    def hour_types(self) -> Reading[HourType]:
        return self.side.read(self._field.hour_types)

    def work_statuses(self) -> dict[str, str]:
        return self.side.read(self._field.work_statuses)

    def put_relations(self, relations: Sequence[Relation]) -> int:
        return self.side.once(partial(self._field.put_relations, relations))

    def put_materials(self, materials: Sequence[Material]) -> int:
        return self.side.once(partial(self._field.put_materials, materials))

    def put_hour_types(self, hour_types: Sequence[HourType]) -> int:
        return self.side.once(partial(self._field.put_hour_types, hour_types))

    def put_work_statuses(self, statuses: dict[str, str]) -> int:
        return self.side.once(partial(self._field.put_work_statuses, statuses))

    def work_orders(self, status: str, work_status: str = "") -> list[WorkOrder]:
        return self.side.read(partial(self._field.work_orders, status, work_status))

    def work_order(self, row_id: str) -> WorkOrder | None:
        return self.side.read(partial(self._field.work_order, row_id))

    def settle(self, row_id: str) -> WorkOrder | None:
        return self.side.once(partial(self._field.settle, row_id))

    def mark(self, row_id: str, work_status: str) -> None:
        self.side.once(partial(self._field.mark, row_id, work_status))
