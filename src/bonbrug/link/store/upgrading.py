"""While the database is brought to a newer version nobody works on a connection.

A worker of the old program stops at its next write (the epoch moved), cannot come in during the
change (all leases are taken, and a heart keeps them) and not afterwards (lease.py asks first
whether the database is of a newer program).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from bonbrug.link.models import Connection, Lease
from bonbrug.link.store.lease import LONG_AGO, TTL, heart

UPGRADE = "upgrade"


@contextmanager
def everybody_aside() -> Iterator[None]:
    """Take every lease for the length of the block, also those of runs that are going on."""
    _take_all()
    try:
        with heart(_renew_all, UPGRADE):
            yield
    finally:
        mine = Lease.objects.filter(owner=UPGRADE)
        mine.update(owner="", expires_at=LONG_AGO)


@transaction.atomic
def _take_all() -> None:
    numbers = Connection.objects.filter(lease=None).values_list("pk", flat=True)
    new = [Lease(pk=number, expires_at=LONG_AGO) for number in numbers]
    Lease.objects.bulk_create(new, ignore_conflicts=True)
    Lease.objects.update(owner=UPGRADE, epoch=F("epoch") + 1, expires_at=Now() + TTL)


def _renew_all() -> bool:
    """A beat that must wait for the change itself does no harm: then others wait as well."""
    Lease.objects.filter(owner=UPGRADE).update(expires_at=Now() + TTL)
    return True
