"""The third port: what the engine remembers between runs, written under a lease.

Every method that writes may raise `TakenOver`: another worker has the lease, so this run must stop
at once. Each write is one transaction; nothing is half there after a crash. What writes a job or an
intent raises `DecidedMeanwhile` when its `decisions` are not those that were read.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from bonbrug.sync.model.bindings import Bound, Known
from bonbrug.sync.model.connection_state import ConnectionState
from bonbrug.sync.model.findings import Finding
from bonbrug.sync.model.jobs import ExportStop, Intent, Job, State
from bonbrug.sync.model.readings import LateWrite, Listing, ReadingState
from bonbrug.sync.model.records import WorkOrder


class TakenOver(Exception):
    """The lease is no longer ours."""


class DecidedMeanwhile(Exception):
    """A person decided about this job after the run read it: nothing of the write stands.

    What the run knew is old, so the job is left to the next run.
    """


class LinkDeleted(Exception):
    """The connection was deleted meanwhile: nothing new may be sent."""


class NumberClaimed(Exception):
    """The invoice number stands in another intent that was not released."""


class Memory(Protocol):
    """The memory of one connection."""

    def connection_state(self, now: datetime) -> ConnectionState: ...

    def alive(self) -> None:
        """Renew the lease."""

    # bound records

    def known(self, kind: str) -> dict[str, Known]:
        """Return all bound records by key."""

    def bases(self, kind: str, keys: Collection[str]) -> dict[str, Mapping[str, str | bool]]: ...

    def keep(self, kind: str, records: Sequence[Bound]) -> None:
        """Remember; a version that is replaced goes to the history."""

    def replaced_before(self, kind: str, fingerprints: Mapping[str, str]) -> set[str]:
        """Return the keys whose given fingerprint is one that we saw replaced."""

    def keep_readings(self, states: Mapping[Listing, ReadingState]) -> None:
        """Remember what differs from what was known at the start."""

    def expect(self, writes: Sequence[LateWrite]) -> None:
        """Remember what may yet arrive."""

    def expect_no_more(self, writes: Sequence[LateWrite]) -> None:
        """Forget these, and all that were sent before them."""

    # the connection

    def keep_books_key(self, key: str, name: str) -> None: ...

    def statuses_made(self, now: datetime) -> None: ...

    def stop_exports(self, stop: ExportStop | None) -> None: ...

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
