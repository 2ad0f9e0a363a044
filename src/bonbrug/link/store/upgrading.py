"""While the database is brought to a newer version nobody works on a connection.

A worker of the old program stops at its next write (the epoch moved), cannot come in during the
change (all leases are taken, and a heart keeps them) and not afterwards (lease.py asks first
whether the database is of a newer program).
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error, connections, transaction
from django.db.models import F
from django.db.models.functions import Now

from bonbrug.link.models import Connection, Lease
from bonbrug.link.store.lease import BEAT, LONG_AGO, TTL

log = logging.getLogger(__name__)
UPGRADE = "upgrade"


@contextmanager
def everybody_aside() -> Iterator[None]:
    """Take every lease for the length of the block, also those of runs that are going on."""
    _take_all()
    over = threading.Event()
    heart = threading.Thread(target=_beat, args=(over,), name="upgrade heart", daemon=True)
    heart.start()
    try:
        yield
    finally:
        over.set()
        heart.join()
        mine = Lease.objects.filter(owner=UPGRADE)
        mine.update(owner="", expires_at=LONG_AGO)


@transaction.atomic
def _take_all() -> None:
    numbers = Connection.objects.filter(lease=None).values_list("pk", flat=True)
    new = [Lease(pk=number, expires_at=LONG_AGO) for number in numbers]
    Lease.objects.bulk_create(new, ignore_conflicts=True)
    Lease.objects.update(owner=UPGRADE, epoch=F("epoch") + 1, expires_at=Now() + TTL)


def _beat(over: threading.Event) -> None:
    """A beat that must wait for the change itself does no harm: then others wait as well."""
    try:
        while not over.wait(BEAT.total_seconds()):
            try:
                Lease.objects.filter(owner=UPGRADE).update(expires_at=Now() + TTL)
            except Error:
                log.warning("the leases could not be renewed during the upgrade")
                connections.close_all()
    finally:
        connections.close_all()
