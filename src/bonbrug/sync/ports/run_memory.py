"""What one run leaves for the next, and how far it is."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bonbrug.sync.model.connection_state import ConnectionState, ExportStop
from bonbrug.sync.model.readings import LateWrite, Listing, ReadingState


class RunMemory(Protocol):
    """What is kept of the connection itself. Writing may raise `TakenOver` (memory.py)."""

    def connection_state(self, now: datetime) -> ConnectionState: ...

    def keep_readings(self, states: Mapping[Listing, ReadingState]) -> None:
        """Remember what differs from what was known at the start."""

    def expect(self, writes: Sequence[LateWrite]) -> None:
        """Remember what may yet arrive."""

    def expect_no_more(self, writes: Sequence[LateWrite]) -> None:
        """Forget these, and all that were sent before them."""

    def keep_books_key(self, key: str, name: str) -> None: ...

    def statuses_made(self, now: datetime) -> None: ...

    def backlog_judged(self) -> None: ...

    def stop_exports(self, stop: ExportStop | None) -> None: ...

    def swept(self, now: datetime) -> None:
        """Keep when the books were last looked through."""

    def alive(self) -> None:
        """Renew the lease."""

    def progress(self, stage: str, done: int, total: int) -> None:
        """Show how far the run is, and renew the lease.

        May be dropped when it comes too often, and at the beginning of a run nobody waits for.
        """
