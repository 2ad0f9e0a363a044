"""A work order on its way to an invoice, and the invoice that is meant to be sent."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bonbrug.sync.model.records import Invoice

INVOICE_NOT_FOUND = "invoice_not_found"
OFFSET_ITEMS = "offset_items"
BILLED_ALREADY = frozenset({"foreign_invoice", "credit_deleted"})


class State(StrEnum):
    """The life of a job: seen → (waiting) → intended → invoiced → settled, or refused.

    With others on one invoice: gathered → collected → invoiced.

    A refused one may be declined by a person.
    """

    NEW = "new"
    WAITING = "waiting"  # for a person to release the backlog
    GATHERED = "gathered"  # waits for the others of its collective invoice
    COLLECTED = "collected"  # in a collective invoice that is on its way
    REFUSED = "refused"  # until it, the settings or the product changes, or a person retries
    INTENDED = "intended"  # a number is claimed; the outcome may be unknown
    INVOICED = "invoiced"  # confirmed by the books, not yet acknowledged
    SETTLED = "settled"
    DECLINED = "declined"  # a person wants no invoice of it as it is
    WITHDRAWN = "withdrawn"  # gone, or no longer to be exported


OPEN_STATES = (
    State.NEW, State.WAITING, State.GATHERED, State.COLLECTED, State.REFUSED, State.INTENDED,
    State.INVOICED,
)  # fmt: skip


class Outcome(StrEnum):
    """What became of an intent."""

    CLAIMED = "claimed"  # certainly not sent
    SENT = "sent"  # the outcome is unknown until proved otherwise
    REFUSED = "refused"  # refused after a doubtful attempt: the number stays with the job
    TAKEN = "taken"  # the number turned out to be somebody else's
    DONE = "done"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Job:
    """One work order on its way. `id` is the memory's own handle.

    `run_transitions` and `person_transitions` say what becomes of it; nobody else does.
    """

    id: int
    row_id: str
    generation: int
    number: str
    state: State
    relation_code: str = ""
    day: date | None = None
    marker: str = ""
    content_fingerprint: str = ""
    refused_fingerprint: str = ""
    refused_code: str = ""
    # The circumstances in which a person said that a doubtful one is right; only a person sets it.
    approved_fingerprint: str = ""
    invoice_number: str = ""
    invoice_date: date | None = None
    net: Decimal | None = None
    vat: Decimal | None = None
    gross: Decimal | None = None
    open_amount: Decimal | None = None
    booked: bool = False
    verified: bool = False
    invoiced_at: datetime | None = None
    # How often a person decided about it: a run that read fewer of them writes nothing.
    decisions: int = 0
    # What other work orders are judged by (sync/judging/work.py): who worked when, and what it is.
    likeness: str = ""
    work: str = ""
    worked_first: date | None = None
    worked_last: date | None = None
    project: str = ""
    doubles_reported: int = 0  # how many invoices of it a person was told of
    # The number of the invoice that this job takes back ('' for one that makes an invoice), and
    # whether its work order is invoiced anew after that. `again` on one that makes an invoice: one
    # of it was credited, and its work order may be settled still.
    credits: str = ""
    again: bool = False
    # What stood on a settled work order when it was found to be offered again, and what of it a
    # person wants to leave as it is.
    reopened_fingerprint: str = ""
    left_fingerprint: str = ""
    # It is no work order but the invoice of several; `collected_in` is the id of the one that a
    # work order is in. `collect_now`: it need not wait for its day; only a person sets it.
    collective: bool = False
    collected_in: int | None = None
    collect_now: bool = False

    def next_one(self) -> "Job":
        """Return the next job of its work order as it begins: for the same customer and day."""
        return Job(
            0,
            self.row_id,
            self.generation + 1,
            self.number,
            self.state,
            relation_code=self.relation_code,
            day=self.day,
        )

    @property
    def is_taken_back(self) -> bool:
        """Tell whether the last invoice of its work order is credited: it has none now."""
        return bool(self.credits) and self.state is State.SETTLED

    @property
    def is_anew(self) -> bool:
        """Tell whether it is invoiced anew, also when its work order is settled."""
        return self.again and not self.credits

    @property
    def is_unseen(self) -> bool:
        """Tell whether a person said yes to it before a run received it."""
        promised = bool(self.approved_fingerprint) and not self.credits
        return promised and self.state is State.NEW and not self.content_fingerprint

    @property
    def proposed_for(self) -> str:
        """Return the circumstances that a proposed invoice is for."""
        refused = self.state is State.REFUSED
        return self.refused_fingerprint if refused else self.reopened_fingerprint

    def closes(self, code: str) -> bool:
        """Tell whether saving it closes an item with this code about its work order.

        A new invoice closes everything but what is left to do in the books; one that is seen in
        the books, `INVOICE_NOT_FOUND`. What waits for a collective invoice was judged, and not yet
        looked for in the books.
        """
        waits = self.state is State.GATHERED
        if code == OFFSET_ITEMS or (waits and code in BILLED_ALREADY):
            return False
        if self.collective and self.state is State.WITHDRAWN:
            return not self.credits  # each of its work orders is asked about by itself
        if self.verified:
            return code == INVOICE_NOT_FOUND and self.state in (State.INVOICED, State.SETTLED)
        return waits or self.state is State.INVOICED

    def is_watched(self, first: date) -> bool:
        """Tell whether it is among `Memory.finished`; of a collective invoice only the whole."""
        recent = self.invoice_date is not None and self.invoice_date >= first
        unpaid = self.verified and self.booked and self.open_amount != 0
        invoiced = self.state is State.SETTLED and bool(self.invoice_number)
        if self.collected_in is not None:
            return False
        return invoiced and (recent or unpaid)


@dataclass(frozen=True, slots=True)
class Intent:
    """A frozen invoice and what is known of its sends.

    `named_number`: the number under which a person says that it stands in the books; only a person
    sets it.
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
    named_number: str = ""
    # The `decisions` of its job when this run read that.
    decisions: int = 0


def number_in_books(intent: Intent, job: Job) -> str:
    """Return the number that certainly stands in the books by this outcome ('' when none does).

    One that somebody else took counts: the series has come that far, however old its invoice is.
    """
    numbers = {Outcome.DONE: job.invoice_number, Outcome.TAKEN: intent.invoice.number}
    return numbers.get(intent.outcome, "")
