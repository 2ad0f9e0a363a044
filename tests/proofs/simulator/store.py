"""The memory of one installation, in memory: rows per connection, snapshots, and leases."""

from dataclasses import dataclass, field

from tests.fakes.rows import Rows
from tests.proofs.simulator.stage import SECOND

TTL = 45 * SECOND
LOST = 60 * SECOND


@dataclass(slots=True)
class Lease:
    owner: str = ""
    epoch: int = 0
    expires: int = -1


@dataclass(slots=True)
class Store:
    """`rows` by connection; one lease, for only one connection is simulated at work.

    `hearts` are the owners that live: theirs is a lease that does not run out.
    """

    rows: dict[str, Rows]
    lease: Lease = field(default_factory=Lease)
    hearts: set[str] = field(default_factory=set)

    def is_leased(self, ms: int) -> bool:
        return self.lease.owner in self.hearts or self.lease.expires >= ms

    def is_left_behind(self, ms: int) -> bool:
        """Tell whether a worker died or froze: its lease ran out and was not given back."""
        return bool(self.lease.owner) and not self.is_leased(ms)

    def stop_heart(self, owner: str, ms: int) -> None:
        """The worker stands still or is gone: its lease has a last term."""
        self.hearts.discard(owner)
        if self.lease.owner == owner:
            self.lease.expires = ms + TTL

    def start_heart(self, owner: str, ms: int) -> None:
        """It lives again; a lease that ended a moment ago and nobody took is still its own."""
        if self.lease.owner == owner and not self._is_lost(ms):
            self.hearts.add(owner)

    def _is_lost(self, ms: int) -> bool:
        return self.lease.owner not in self.hearts and self.lease.expires + LOST < ms

    def take(self, owner: str, ms: int) -> int | None:
        """Return the new epoch, None when another works."""
        if self.is_leased(ms):
            return None
        self.lease = Lease(owner, self.lease.epoch + 1, ms + TTL)
        self.hearts = {owner}
        return self.lease.epoch

    def holds(self, owner: str, epoch: int, ms: int) -> bool:
        return self._is_of(owner, epoch) and not self._is_lost(ms)

    def _is_of(self, owner: str, epoch: int) -> bool:
        return (self.lease.owner, self.lease.epoch) == (owner, epoch)

    def renew(self, ms: int) -> None:
        self.lease.expires = ms + TTL

    def release(self, owner: str, epoch: int) -> None:
        if self._is_of(owner, epoch):
            self.lease = Lease("", epoch, -1)
            self.hearts.discard(owner)
