"""A firm with both services and a link, on a memory in the process or on the real tables."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Protocol, TypeVar

from bonbrug.link import actions, crossing
from bonbrug.link.actions.running import markers_of
from bonbrug.link.models import Connection, ExportJob, Item, LogLine
from bonbrug.link.store.jobs import as_job
from bonbrug.sync.judging.weights import ASKS
from bonbrug.sync.model.bindings import PUT_REFUSED
from bonbrug.sync.model.failures import Failure, Refused
from bonbrug.sync.model.readings import IN_THE_BOOKS
from bonbrug.sync.model.records import FoundInvoice, Invoice, Reading, Relation
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.states import person_transitions
from bonbrug.sync.states.jobs import Job
from bonbrug.sync.states.person_transitions import Pair
from bonbrug.values.quantity import folded
from tests.fakes.books import FakeBooks, found
from tests.fakes.linked import CODES, ordered
from tests.fakes.weather import Crash, Weather
from tests.fakes.world import CHOICES, START, World

Result = TypeVar("Result")
Decision = Callable[[Pair], Pair]
BUTTONS = ("retry", "accept", "close", "approve", "no_invoice", "stands_as")


class WatchedBooks(FakeBooks):
    """Remembers each invoice that left; what was certainly not made may be written anew."""

    def __init__(self, weather: Weather) -> None:
        super().__init__(weather)
        self.sent: dict[str, Invoice] = {}
        self.changed: list[str] = []
        self.next_list_is_empty = False

    def relations(self, known: str = "") -> Reading[Relation]:
        if not self.next_list_is_empty:
            return super().relations(known)
        self.next_list_is_empty = False
        nothing: Reading[Relation] = Reading(())
        return self.weather.through("books_relations", lambda: nothing)

    def send_invoice(self, invoice: Invoice) -> str:
        before = self.sent.setdefault(invoice.number, invoice)
        if before != invoice:
            self.changed.append(invoice.number)
        try:
            return super().send_invoice(invoice)
        except Failure as failure:
            if isinstance(failure, Refused) or getattr(failure, "before_sending", False):
                self.sent.pop(invoice.number, None)
            raise

    def throw_away(self, number: str) -> None:
        """A person deletes an invoice; its number is free again."""
        del self.invoices_[number]
        self.sent.pop(number, None)

    def shown(self, number: str) -> FoundInvoice | None:
        """Return an invoice as a person sees it, without a call."""
        kept = self.invoices_.get(number)
        return found(kept.invoice) if kept else None


@dataclass(frozen=True, slots=True)
class Asked:
    """An open item."""

    code: str
    subject: str
    row_id: str


class Firm(Protocol):
    """What people and the clock can do with the link."""

    world: World

    def choose(self, choices: SyncSettings) -> None: ...

    def run(self, trigger: str, crash_at: int) -> None:
        """Synchronise; the worker may be gone at its n-th write in the memory (0: never)."""

    def asked(self) -> list[Asked]: ...

    def press(self, asked: Asked, button: str, number: str = "") -> None: ...

    def jobs(self) -> list[Job]: ...

    def logged(self) -> set[str]:
        """Return the codes of all lines of the log."""

    def tag(self, row_id: str) -> str:
        """Return the mark that only an invoice of ours has."""


def watched(choices: SyncSettings) -> World:
    world = World(choices)
    books = WatchedBooks(world.weather)
    books.relations_, books.products_ = world.books.relations_, world.books.products_
    books.fingerprints.on = world.field.fingerprints.on = True
    world.books = books
    return world


class FirmInMemory:
    """The memory of the fakes. What a button does besides the decision stands here once more."""

    def __init__(self) -> None:
        self.world = watched(CHOICES)

    def choose(self, choices: SyncSettings) -> None:
        self.world.choices = replace(choices, version=self.world.choices.version + 1)

    def run(self, trigger: str, crash_at: int) -> None:
        memory = self.world.memory
        memory.crash_at = memory.writes + crash_at if crash_at else 0
        with suppress(Crash):
            self.world.run(thorough=trigger == "person")
        memory.crash_at = 0

    def asked(self) -> list[Asked]:
        items = self.world.memory.items.items()
        return [Asked(code, subject, item.row_id) for (code, subject), item in items]

    def press(self, asked: Asked, button: str, number: str = "") -> None:
        memory = self.world.memory
        pair = asked.code, asked.subject
        kind = str(memory.items[pair].facts.get("kind", asked.subject))
        if button == "retry":
            self._retry(asked)
        elif button == "accept":
            self._accept(asked, kind)
        elif button != "close" and not self._answer(asked, button, number):
            return
        asked_too = [one for one in memory.items if self._is_answered_too(one, asked, button)]
        for one in {pair, *asked_too}:
            del memory.items[one]

    def _is_answered_too(self, pair: tuple[str, str], asked: Asked, button: str) -> bool:
        same = self.world.memory.items[pair].row_id == asked.row_id
        return button == "approve" and same and pair[0] in ASKS

    def _answer(self, asked: Asked, button: str, number: str) -> bool:
        """Decide about one work order; False when it stands otherwise, and nothing is done."""
        stands_as = partial(person_transitions.stands_as, number=number)
        by_button = {
            "approve": person_transitions.approve,
            "no_invoice": person_transitions.no_invoice,
        }
        decision = by_button.get(button, stands_as)
        return bool(asked.row_id) and self._decide(asked.row_id, decision)

    def _retry(self, asked: Asked) -> None:
        memory = self.world.memory
        if asked.row_id:
            self._decide(asked.row_id, person_transitions.retry)
        if asked.code == "setting_refused":
            memory.state_ = replace(memory.state_, stop=None)
        elif asked.code == "put_refused":
            self._put_again(folded(asked.subject))

    def _decide(self, row_id: str, decision: Decision) -> bool:
        """Decide about one work order, or all (''); False when that changes nothing."""
        jobs = [job for job in self.jobs() if row_id in (job.row_id, "")]
        return sum(self.world.memory.decide(job.id, decision) for job in jobs) > 0

    def _put_again(self, key: str) -> None:
        bound = self.world.memory.bound
        for place, one in list(bound.items()):
            if place[1] == key and one.sent_as == PUT_REFUSED:
                bound[place] = replace(one, sent_as="")

    def _accept(self, asked: Asked, kind: str) -> None:
        memory = self.world.memory
        standing = memory.state_
        if asked.code == "mass_change":
            listing = IN_THE_BOOKS[asked.subject]
            forgotten = replace(standing.readings[listing], row_count=0)
            readings = {**standing.readings, listing: forgotten}
            memory.state_ = replace(standing, readings=readings)
        elif asked.code == "restored_books":
            of_it = {one for one in memory.history if one[0] == asked.subject}
            memory.history.difference_update(of_it)
        elif asked.code == "code_reused":
            place = (kind, folded(asked.subject))
            memory.bound[place] = replace(memory.bound[place], books_id="")
        elif asked.code == "backlog":
            self._decide("", person_transitions.release)

    def jobs(self) -> list[Job]:
        return list(self.world.memory.jobs_.values())

    def logged(self) -> set[str]:
        return {finding.code for finding in self.world.memory.lines}

    def tag(self, row_id: str) -> str:
        return self.world.context.markers.tag(row_id, 1)


class FirmOnTables:
    """The real actions and tables. The firm of the last example stays in the database."""

    def __init__(self, patch: Callable[[object, str, object], None]) -> None:
        self.world = watched(CHOICES)
        patch(crossing, "try_bookkeeping", lambda *_: self.world.books)
        patch(crossing, "try_field_service", lambda *_: self.world.field)
        self.connection = ordered()
        assert actions.sign_in(self.connection, *CODES, now=START).ok
        self.choose(CHOICES)

    def choose(self, choices: SyncSettings) -> None:
        actions.choose(self.connection, choices, None, self.world.now)
        self.world.choices = choices

    def run(self, trigger: str, crash_at: int) -> None:
        self.world.weather.calls.clear()
        with suppress(Crash):
            actions.synchronise(self.connection.pk, "model", lambda: self.world.now, trigger)
        Connection.objects.filter(pk=self.connection.pk).update(breaker="")

    def _items(self) -> list[Item]:
        rows = Item.objects.filter(connection=self.connection, closed_at=None)
        return list(rows.select_related("job").order_by("pk"))

    def asked(self) -> list[Asked]:
        return [
            Asked(item.kind, item.subject, item.job.row_id if item.job else "")
            for item in self._items()
        ]

    def press(self, asked: Asked, button: str, number: str = "") -> None:
        item = next(
            item
            for item in self._items()
            if (item.kind, item.subject) == (asked.code, asked.subject)
        )
        said = (number,) if button == "stands_as" else ()
        getattr(actions, button)(item, *said, None, self.world.now)

    def jobs(self) -> list[Job]:
        return [as_job(row) for row in ExportJob.objects.filter(connection=self.connection)]

    def logged(self) -> set[str]:
        rows = LogLine.objects.filter(connection=self.connection)
        return set(rows.values_list("kind", flat=True))

    def tag(self, row_id: str) -> str:
        return markers_of(self.connection).tag(row_id, 1)


def later(firm: Firm, minutes: int) -> None:
    firm.world.now += timedelta(minutes=minutes)
