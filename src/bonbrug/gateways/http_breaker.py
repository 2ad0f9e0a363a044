"""A host that answers nobody is left alone for a minute, for all connections together."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from bonbrug.sync.model.failures import Unreachable

MOST = 5  # who could not connect, one after another
MOST_SILENT = 10  # who waited in vain for an answer: that can also be their own administration
REST = 60.0  # seconds
# On whose behalf this run asks. One that fails alone may well be alone with its trouble.
behalf: ContextVar[str] = ContextVar("behalf", default="")


@dataclass(slots=True)
class _Trouble:
    """Who failed at a host since anybody had an answer, and whether somebody is trying it now."""

    unconnected: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)
    last: float = 0.0
    probing: bool = False

    def is_down(self) -> bool:
        silent = len(self.silent | self.unconnected)
        return len(self.unconnected) >= MOST or silent >= MOST_SILENT


class Breaker:
    """Counts per host who had no answer since somebody had; threads may share one.

    `monotonic` gives seconds that only grow.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._hosts: dict[str, _Trouble] = {}

    @contextmanager
    def watching(self, host: str) -> Iterator[None]:
        """Let a call through, and remember whether the host answered it.

        Raises Unreachable('resting') without a call while the host is left alone, and while
        another call finds out whether it is back.
        """
        probing = self._enter(host)
        try:
            yield
        except Unreachable as failure:
            if failure.before_sending or failure.code == "timeout":
                self._count(host, failure)
            else:
                self._forget(host)
            raise
        except BaseException:
            self._let_others(host, probing=probing)
            raise
        else:
            self._forget(host)

    def _enter(self, host: str) -> bool:
        """Tell whether this call is the one that finds out."""
        with self._lock:
            trouble = self._hosts.get(host)
            if trouble is None or not trouble.is_down():
                return False
            if trouble.probing or self._monotonic() - trouble.last < REST:
                who = len(trouble.unconnected | trouble.silent)
                raise Unreachable("resting", f"{who} had no answer", before_sending=True)
            trouble.probing = True
            return True

    def _count(self, host: str, failure: Unreachable) -> None:
        with self._lock:
            trouble = self._hosts.setdefault(host, _Trouble())
            who = trouble.unconnected if failure.before_sending else trouble.silent
            who.add(behalf.get())
            trouble.last, trouble.probing = self._monotonic(), False

    def _forget(self, host: str) -> None:
        with self._lock:
            self._hosts.pop(host, None)

    def _let_others(self, host: str, *, probing: bool) -> None:
        with self._lock:
            if probing and host in self._hosts:
                self._hosts[host].probing = False
