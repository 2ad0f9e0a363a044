"""How fast workers go here: a short lease, no pauses, and a clock that may be ahead."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from bonbrug.link import crossing
from bonbrug.link.store import lease
from bonbrug.sync.ports.retrying import Patience
from bonbrug.values.clock import system_clock

CYCLE = timedelta(minutes=20)  # longer than the quiet period
SHORT = timedelta(seconds=0.4), timedelta(seconds=0.1)  # lease, beat
SHORTEST = SHORT[0] / 4, SHORT[1] / 4
LONG = timedelta(seconds=2.5), timedelta(seconds=0.2)  # a slow machine can keep it
TAKING = 20.0  # seconds to wait for a lease


def hurry(lease_and_beat: tuple[timedelta, timedelta] = SHORT) -> None:
    lease.TTL, lease.BEAT = lease_and_beat
    crossing.PATIENCE = Patience(lambda: 0.0, lambda _: None)


def clock_ahead(ahead: timedelta) -> Callable[[], datetime]:
    return lambda: system_clock() + ahead


def wait_for_lease(pk: int) -> None:
    """Return when nobody works on the connection, because its lease ended or ran out."""
    latest = time.monotonic() + TAKING
    while lease.is_leased(pk):
        assert time.monotonic() < latest, "the lease never ran out"
        time.sleep(0.02)
