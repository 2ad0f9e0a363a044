"""One worker at a time per connection. The clock of the database decides, not that of a worker."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from bonbrug.link.models import Lease
from bonbrug.sync.ledger import TakenOver

TTL = timedelta(seconds=120)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Hold:
    """A lease that was taken; it counts as long as owner and epoch are still these."""

    connection_id: int
    owner: str
    epoch: int

    def renew(self) -> None:
        """Move the end of the lease; TakenOver when another has it."""
        mine = Lease.objects.filter(pk=self.connection_id, owner=self.owner, epoch=self.epoch)
        if not mine.update(expires_at=Now() + TTL):
            raise TakenOver

    @contextmanager
    def fenced(self) -> Iterator[None]:
        """Write in one transaction that exists only while the lease is ours."""
        with transaction.atomic():
            self.renew()
            yield


def take(connection_id: int, owner: str) -> Hold | None:
    """Take the lease when it is free or has run out; None when another works."""
    Lease.objects.get_or_create(pk=connection_id, defaults={"expires_at": LONG_AGO})
    free = Lease.objects.filter(pk=connection_id, expires_at__lt=Now())
    if not free.update(owner=owner, epoch=F("epoch") + 1, expires_at=Now() + TTL):
        return None
    epoch = Lease.objects.filter(pk=connection_id, owner=owner).values_list("epoch", flat=True)
    return Hold(connection_id, owner, epoch[0]) if epoch else None


def release(hold: Hold) -> None:
    """Give the lease back; nothing when another has it already."""
    mine = Lease.objects.filter(pk=hold.connection_id, owner=hold.owner, epoch=hold.epoch)
    mine.update(owner="", expires_at=LONG_AGO)


def is_leased(connection_id: int) -> bool:
    return Lease.objects.filter(pk=connection_id, expires_at__gte=Now()).exists()
