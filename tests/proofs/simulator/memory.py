"""The memory in memory, under a lease, with a point before and after every commit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bonbrug.sync.ports.memory import TakenOver
from tests.fakes.rows import Rows
from tests.fakes.rows_memory import RowsMemory
from tests.proofs.simulator.history import History
from tests.proofs.simulator.stage import SECOND
from tests.proofs.simulator.store import Store

LASTS = SECOND  # after which a run shows how far it is, when nobody waits for it


@dataclass(frozen=True, slots=True)
class HeldLease:
    """A lease that was taken by one run."""

    connection: str
    owner: str
    epoch: int


class StoreMemory(RowsMemory):
    """The memory of one connection during one run; `point` is called around every commit.

    `watched`: a person waits for this run.
    """

    def __init__(
        self,
        store: Store,
        lease: HeldLease,
        history: History,
        point: Callable[[str], None],
        *,
        watched: bool = True,
    ) -> None:
        self.store, self.lease, self.history, self.point = store, lease, history, point
        self._show_from = history.ms + (0 if watched else LASTS)

    @property
    def rows(self) -> Rows:
        return self.store.rows[self.lease.connection]

    def check(self) -> None:
        """TakenOver when the lease is another's."""
        if not self.store.holds(self.lease.owner, self.lease.epoch, self.history.ms):
            raise TakenOver

    @contextmanager
    def fenced(self, label: str) -> Iterator[None]:
        """Commit all or nothing, while the lease is ours; a crash falls before or after."""
        self.point(f"before {label}")
        self.check()
        self.store.renew(self.history.ms)
        yield
        self.history.add("commit", self.lease.owner, label)
        self.point(f"after {label}")

    def told(self, what: str, *words: str) -> None:
        """Say it of every work order of a collective invoice; their own records speak for it."""
        about, *facts = words
        if not self.rows.is_collective(about):
            self.history.add(what, self.lease.owner, *words)
        elif what != "record":
            for row in self.rows.orders_in(about):
                self.history.add(what, self.lease.owner, row, *facts)

    def progress(self, stage: str, done: int, total: int) -> None:
        if self.history.ms >= self._show_from:
            super().progress(stage, done, total)
