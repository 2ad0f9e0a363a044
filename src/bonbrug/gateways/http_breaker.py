"""A host that cannot be reached is left alone for a minute, for all connections together."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from bonbrug.sync.failures import Unreachable

MOST = 5  # who could not connect, one after another
REST = 60.0  # seconds
# On whose behalf this run asks. One that fails alone may well be alone with its trouble.
behalf: ContextVar[str] = ContextVar("behalf", default="")
NOBODY: tuple[frozenset[str], float] = (frozenset(), 0.0)


class Breaker:
    """Counts per host who could not connect since somebody could; threads may share one.

    `monotonic` gives seconds that only grow.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._failed: dict[str, tuple[frozenset[str], float]] = {}

    @contextmanager
    def watching(self, host: str) -> Iterator[None]:
        """Let a call through, and remember whether it reached the host.

        Raises Unreachable('resting') without a call while the host is left alone.
        """
        self._check(host)
        try:
            yield
        except Unreachable as failure:
            if failure.before_sending:
                self._count(host)
            else:
                self._forget(host)
            raise
        else:
            self._forget(host)

    def _check(self, host: str) -> None:
        with self._lock:
            who, last = self._failed.get(host, NOBODY)
        if len(who) >= MOST and self._monotonic() - last < REST:
            raise Unreachable("resting", f"{len(who)} could not connect", before_sending=True)

    def _count(self, host: str) -> None:
        with self._lock:
            who, _ = self._failed.get(host, NOBODY)
            self._failed[host] = (who | {behalf.get()}, self._monotonic())

    def _forget(self, host: str) -> None:
        with self._lock:
            self._failed.pop(host, None)
