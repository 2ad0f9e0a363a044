"""The third port: what the engine remembers between runs, written under a lease.

Every method that writes may raise `TakenOver`: another worker has the lease, so this run must stop
at once. Each write is one transaction; nothing is half there after a crash.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from bonbrug.sync.nouns import Invoice, WorkOrder
from bonbrug.sync.report import Finding

RELATION = "relation"
PRODUCT = "product"
NOT_SENT = ""
MATERIAL = "material"
HOUR_TYPE = "hour_type"
OFF = "off"
PUT_REFUSED = "refused"
CHANGING = "changing"  # a change is on its way to the books; the base holds what it will be
INVOICE_NOT_FOUND = "invoice_not_found"


class TakenOver(Exception):
    """The lease is no longer ours."""


class LinkDeleted(Exception):
    """The connection was deleted meanwhile: nothing new may be sent."""


class NumberClaimed(Exception):
    """The invoice number stands in another intent that was not released."""


class State(StrEnum):
    """The life of a job: seen → (waiting) → intended → invoiced → settled, or refused."""

    NEW = "new"
    WAITING = "waiting"  # for a person to release the backlog
    REFUSED = "refused"  # until it, the settings or the product changes, or a person retries
    INTENDED = "intended"  # a number is claimed; the outcome may be unknown
    INVOICED = "invoiced"  # confirmed by the books, not yet acknowledged
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"  # gone, or no longer to be exported


OPEN_STATES = (State.NEW, State.WAITING, State.REFUSED, State.INTENDED, State.INVOICED)


class Outcome(StrEnum):
    """What became of an intent."""

    CLAIMED = "claimed"  # certainly not sent
    SENT = "sent"  # the outcome is unknown until proved otherwise
    REFUSED = "refused"  # refused after a doubtful attempt: the number stays with the job
    TAKEN = "taken"  # the number turned out to be somebody else's
    DONE = "done"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of a bound record for a quick comparison."""

    print: str
    sent_as: str
    books_id: str


@dataclass(frozen=True, slots=True)
class Bound:
    """A record to remember; `base` is JSON-ready (likeness.py writes and reads it)."""

    key: str
    books_id: str
    base: Mapping[str, str | bool]
    print: str
    sent_as: str


@dataclass(frozen=True, slots=True)
class Job:
    """One work order on its way. `id` is the ledger's own handle."""

    id: int
    row_id: str
    generation: int
    number: str
    state: State
    relation_code: str = ""
    day: date | None = None
    marker: str = ""
    content_print: str = ""
    refused_print: str = ""
    refused_code: str = ""
    # The circumstances in which a person said that a doubtful one is right; only a person sets it.
    approved_print: str = ""
    invoice_number: str = ""
    invoice_date: date | None = None
    net: Decimal | None = None
    vat: Decimal | None = None
    gross: Decimal | None = None
    open_amount: Decimal | None = None
    booked: bool = False
    verified: bool = False
    invoiced_at: datetime | None = None

    def invoiced(self, number: str, at: datetime) -> "Job":
        """Return it with the invoice that it became."""
        return replace(
            self,
            state=State.INVOICED,
            invoice_number=number,
            invoiced_at=at,
            refused_code="",
            refused_print="",
        )

    def closes(self, code: str) -> bool:
        """Tell whether saving it closes an item with this code about its work order.

        A new invoice closes everything; one that is seen in the books, `INVOICE_NOT_FOUND`.
        """
        if self.verified:
            return code == INVOICE_NOT_FOUND and self.state in (State.INVOICED, State.SETTLED)
        return self.state is State.INVOICED

    def is_watched(self, first: date) -> bool:
        """Tell whether it is among `Ledger.finished`."""
        recent = self.invoice_date is not None and self.invoice_date >= first
        unpaid = self.verified and self.booked and self.open_amount != 0
        invoiced = self.state is State.SETTLED and bool(self.invoice_number)
        return invoiced and (recent or unpaid)


@dataclass(frozen=True, slots=True)
class Intent:
    """A frozen invoice and what is known of its sends.

    `told`: the number under which a person says that it stands in the books; only a person sets it.
    """

    id: int
    job_id: int
    marker: str
    invoice: Invoice
    settings_version: int
    outcome: Outcome = Outcome.CLAIMED
    send_stamp: datetime | None = None
    looked_at: datetime | None = None
    attempts: int = 0
    doubtful: bool = False
    told: str = ""

    def stamped(self, now: datetime) -> "Intent":
        """Return it as it stands just before one more send: from here on the outcome is unknown."""
        return replace(
            self,
            outcome=Outcome.SENT,
            send_stamp=now,
            attempts=self.attempts + 1,
            doubtful=self.doubtful or self.outcome is Outcome.SENT,
        )

    def given_up(self) -> "Intent":
        """Return it as it stands when it is not sent again: its number is free, unless an earlier
        send may still arrive. Then the number stays with this job.
        """
        return replace(self, outcome=Outcome.REFUSED if self.doubtful else Outcome.RELEASED)


@dataclass(frozen=True, slots=True)
class Stop:
    """Exports stopped because a setting cannot work; tried again after a change or an hour."""

    code: str
    version: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the connection at the start of a run."""

    activated_on: date | None = None
    books_key: str = ""
    backlog_judged: bool = False
    statuses_made: bool = False
    held: bool = False
    last_number: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    stop: Stop | None = None
    swept_at: datetime | None = None


class Ledger(Protocol):
    """The memory of one connection."""

    def standing(self, now: datetime) -> Standing: ...

    def alive(self) -> None:
        """Renew the lease."""

    # bound records

    def known(self, kind: str) -> dict[str, Known]:
        """Return all bound records by key."""

    def bases(self, kind: str, keys: Collection[str]) -> dict[str, Mapping[str, str | bool]]: ...

    def keep(self, kind: str, records: Sequence[Bound]) -> None:
        """Remember; a version that is replaced goes to the history."""

    def replaced_before(self, kind: str, prints: Mapping[str, str]) -> set[str]:
        """Return the keys whose given print is one that we saw replaced."""

    def keep_counts(self, counts: Mapping[str, int]) -> None: ...

    # the connection

    def keep_books_key(self, key: str, name: str) -> None: ...

    def statuses_made(self, now: datetime) -> None: ...

    def stop_exports(self, stop: Stop | None) -> None: ...

    # jobs and intents

    def receive(self, orders: Sequence[WorkOrder], state: State, now: datetime) -> None:
        """Open a job for each of these work orders, all or none."""

    def backlog_judged(self) -> None: ...

    def jobs(self, row_ids: Iterable[str]) -> list[Job]:
        """Return the newest job of each of these rows and every open job."""

    def finished(self, first: date) -> list[Job]:
        """Return the settled jobs of since `first`, and the ones that are not paid yet."""

    def dropped(self, first: date) -> list[Job]:
        """Return the withdrawn jobs of since `first` with an invoice of unknown outcome."""

    def swept(self, now: datetime) -> None:
        """Keep when the books were last looked through."""

    def change(self, job: Job, findings: Sequence[Finding] = ()) -> None:
        """Save a job together with its findings; close what it `closes`."""

    def intent(self, job: Job) -> Intent | None:
        """Return the intent of a job that was not released."""

    def claimed_numbers(self) -> set[str]: ...

    def claim(self, job: Job, intent: Intent, job_after: Job) -> Intent:
        """Commit a new intent (id 0) or the new body of one that kept its number."""

    def stamp(self, intent: Intent, now: datetime) -> Intent:
        """Commit that it is about to be sent; from here on the outcome is unknown.

        LinkDeleted when the connection was deleted during the run.
        """

    def conclude(self, intent: Intent, job: Job, findings: Sequence[Finding] = ()) -> None:
        """Save the outcome of an intent, its job and the findings together.

        DONE also keeps the number as the last of the series and closes the job's items.
        """

    # facts

    def note(self, findings: Sequence[Finding]) -> None:
        """Log; open an item for what needs a person, or count it again."""

    def resolve(
        self,
        codes: Collection[str],
        still: Collection[tuple[str, str]],
        *,
        records_only: bool = False,
    ) -> None:
        """Close the open items of these codes, except the (code, subject) pairs in `still`.

        `records_only` leaves the items of work orders alone: some codes are used for both.
        """

    def progress(self, stage: str, done: int, total: int) -> None:
        """Show how far the run is; may be dropped when it comes too often. Renews the lease."""
