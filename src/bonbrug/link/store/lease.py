"""One worker at a time per connection. The clock of the database decides, not that of a worker.

A lease is short, so that the connection of a killed worker is soon taken over, and a heart in a
thread of its own keeps it during a call that takes longer (docs/decisions/0010-lease.md).
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import Error, connections, transaction
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Now

from bonbrug.accounts import schema_version
from bonbrug.link.models import Lease, Run
from bonbrug.link.models.connection import CYCLE
from bonbrug.link.store import lease_writes
from bonbrug.sync.ports.memory import TakenOver

log = logging.getLogger(__name__)
TTL = timedelta(seconds=45)
BEAT = timedelta(seconds=15)
# Of a worker that stood still for longer than its lease and this, all that it read is old: it may
# not go on, also when nobody took its place.
LOST = timedelta(minutes=1)
MOST_BEATS = 40  # ten minutes in which the run itself wrote nothing: it hangs
MOST_DEATHS = 3  # runs of one connection that died in a quarter; then it waits for its turn
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
# A lease that ends later was written by a clock that was ahead. Not TTL: who waited for the row of
# another compares its end with a moment from before that wait.
LATEST = CYCLE


@dataclass(slots=True)
class HeldLease:
    """A lease that was taken; it counts as long as owner and epoch are still these, unless it ran
    out long ago.

    `beats` since the run itself renewed; `until` when it lasts at least, on the monotonic clock of
    this machine; `given_back` in the transaction with the last writes of the run.
    """

    connection_id: int
    owner: str
    epoch: int
    beats: int = 0
    until: float = 0.0
    given_back: bool = False

    def renew(self) -> None:
        """Move the end of the lease; TakenOver when another has it, or it ran out long ago."""
        if not self._move():
            raise TakenOver
        self.beats = 0

    def beat(self) -> bool:
        """Move the end of the lease for a run that is busy elsewhere; False: no more beats."""
        self.beats += 1
        return self.beats <= MOST_BEATS and self._move()

    def make_sure(self) -> None:
        """Before a send: TakenOver when this process stood still and another went on meanwhile."""
        if time.monotonic() >= self.until:
            self.renew()

    def _move(self) -> bool:
        until = time.monotonic() + TTL.total_seconds()
        moved = lease_writes.move(self._held, lasts=TTL, lost=LOST)
        if moved:
            self.until = until
        return moved

    @property
    def _held(self) -> lease_writes.Held:
        return self.connection_id, self.owner, self.epoch

    def mine(self) -> QuerySet[Lease]:
        return Lease.objects.filter(pk=self.connection_id, owner=self.owner, epoch=self.epoch)

    @contextmanager
    def fenced(self) -> Iterator[None]:
        """Write in one transaction that exists only while the lease is ours."""
        with transaction.atomic():
            self.renew()
            yield

    @contextmanager
    def ending(self) -> Iterator[None]:
        """Write for the last time: the lease is given back in the same transaction."""
        with transaction.atomic():
            if not lease_writes.free(self._held, ended=LONG_AGO, lost=LOST):
                raise TakenOver
            yield
        self.given_back = True


def take(connection_id: int, owner: str) -> HeldLease | None:
    """Take the lease when it is free or has run out; None when another works."""
    until = seize(connection_id, owner)
    if until is None:
        return None
    epoch = Lease.objects.filter(pk=connection_id, owner=owner).values_list("epoch", flat=True)
    return HeldLease(connection_id, owner, epoch[0], until=until) if epoch else None


def seize(connection_id: int, owner: str) -> float | None:
    """Make the lease the owner's; return until when it lasts (None when another works).

    An older program than the one that made the database never gets it, and nobody while
    everything is read only.
    """
    newer = schema_version.unknown()
    if newer:
        log.critical("the database is of a newer version (%s): nothing is done", ", ".join(newer))
        return None
    until = time.monotonic() + TTL.total_seconds()
    if lease_writes.take(connection_id, owner, lasts=TTL, latest=LATEST):
        return until
    Lease.objects.get_or_create(pk=connection_id, defaults={"expires_at": LONG_AGO})
    taken = lease_writes.take(connection_id, owner, lasts=TTL, latest=LATEST)
    return until if taken else None


def _is_free() -> Q:
    return Q(expires_at__lt=Now()) | Q(expires_at__gt=Now() + LATEST)


@contextmanager
def beating(lease: HeldLease) -> Iterator[None]:
    """Keep the lease as long as the block lasts, however long a call in it takes."""
    with heart(lease.beat, f"connection {lease.connection_id}"):
        yield


@contextmanager
def heart(beat: Callable[[], bool], about: str) -> Iterator[None]:
    """Beat in a thread for the length of the block, or until `beat` says that it is over."""
    over = threading.Event()
    thread = threading.Thread(target=_beat, args=(beat, about, over), name="heart", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat(beat: Callable[[], bool], about: str, over: threading.Event) -> None:
    """A beat that fails is not the end: the next one, or the fence, tells who has the lease."""
    try:
        while not over.wait(BEAT.total_seconds()):
            try:
                if not beat():
                    return
            except Error:
                log.warning("%s: the lease could not be renewed", about)
            connections.close_all()  # four beats a minute need no line of their own
    finally:
        connections.close_all()


def release(lease: HeldLease) -> None:
    """Give the lease back; nothing when that was done, or another has it already."""
    if not lease.given_back:
        lease.mine().update(owner="", expires_at=LONG_AGO)


def is_leased(connection_id: int) -> bool:
    return leased().filter(pk=connection_id).exists()


def leased() -> QuerySet[Lease]:
    """Return the leases under which somebody works now."""
    return Lease.objects.exclude(_is_free())


def left_behind(now: datetime) -> Q:
    """Return the condition on connections that nobody would come back for.

    Either a worker died: its lease ran out, not given back. One that died time and again waits for
    its turn: perhaps it is what kills the workers. Or a clock that was ahead set the turn: no run
    plans the next one further away than a quarter.
    """
    died = Run.objects.filter(outcome="interrupted", started_at__range=(now - CYCLE, now))
    often = died.values("connection").annotate(times=Count("pk")).filter(times__gte=MOST_DEATHS)
    gone = Lease.objects.filter(_is_free()).exclude(owner="")
    dead = Q(pk__in=gone.values("connection")) & ~Q(pk__in=often.values("connection"))
    return dead | Q(due_at__gt=now + 2 * CYCLE)
