"""Work orders on their way to an invoice, and the invoices that are meant to be sent."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Protocol

from bonbrug.sync.model.findings import Finding
from bonbrug.sync.model.records import Invoice, WorkOrder
from bonbrug.sync.states.jobs import Intent, Job, State


class DecidedMeanwhile(Exception):
    """A person decided about this job after the run read it: nothing of the write stands.

    What the run knew is old, so the job is left to the next run.
    """


class LinkDeleted(Exception):
    """The connection was deleted meanwhile: nothing new may be sent."""


class NumberClaimed(Exception):
    """The invoice number stands in another intent that was not released."""


class Jobs(Protocol):
    """The jobs and intents of one connection. Writing may raise `TakenOver` (memory.py)."""

    def receive(self, orders: Sequence[WorkOrder], state: State, now: datetime) -> None:
        """Open a job for each of these work orders, all or none: its first, or its next one.

        One that a person said yes to beforehand has its job, and gets what that lacks.
        """

    def jobs(self, row_ids: Iterable[str]) -> list[Job]:
        """Return the newest job of each of these rows and every open job."""

    def collect(self, members: Sequence[Job]) -> Job:
        """Open the job of one invoice of all of these, and let them join it: all or none."""

    def members(self, whole: Job) -> list[Job]:
        """Return the jobs that are in a collective invoice, in the order in which they came."""

    def wholes(self, job: Job) -> list[Job]:
        """Return the collective invoices that this work order is or was on, and their credits."""

    def invoice_anew(self, closed: Job) -> None:
        """Save a credit that is over, and open the next job (`run_transitions.anew`) of its work
        order, or of each that was on the collective invoice: all or none, so that they go on one
        invoice again.
        """

    def finished(self, first: date) -> list[Job]:
        """Return the settled jobs of since `first`, and the ones that are not paid yet."""

    def dropped(self, first: date) -> list[Job]:
        """Return the withdrawn jobs of since `first` with an invoice of unknown outcome."""

    def change(
        self,
        job: Job,
        findings: Sequence[Finding] = (),
        proposed: Invoice | None = None,
        order: WorkOrder | None = None,
    ) -> None:
        """Save a job together with its findings; close what it `closes`.

        What is in a collective invoice follows it (`collective.followed`), here and in
        `conclude`.

        `proposed` is the invoice that waits for a person's yes, without a number. It stands for
        the circumstances in which the job was refused: in others there is none. `order` is the work
        order that is asked about, in the place of the one that came in.
        """

    def intent(self, job: Job) -> Intent | None:
        """Return the intent of a job that was not released."""

    def credited(self, job: Job) -> Intent | None:
        """Return the intent of the invoice that a job takes back; None when we did not send it."""

    def claimed_numbers(self) -> set[str]: ...

    def claim(self, job: Job, intent: Intent, job_after: Job) -> Intent:
        """Commit a new intent (id 0) or the new body of one that kept its number."""

    def stamp(self, intent: Intent, now: datetime) -> Intent:
        """Commit that it is about to be sent; from here on the outcome is unknown.

        LinkDeleted when the connection was deleted during the run.
        """

    def conclude(self, intent: Intent, job: Job, findings: Sequence[Finding] = ()) -> None:
        """Save the outcome of an intent, its job and the findings together.

        `number_in_books` is kept as the last of the series; who is invoiced closes its items.
        """
