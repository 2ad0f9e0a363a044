"""Questions to the database that may never keep the asker waiting, however it stands there."""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import Generic, TypeVar

from django.db import connections

from bonbrug.jobs import engine
from bonbrug.values.clock import Clock, system_clock

log = logging.getLogger(__name__)
PATIENCE = 2.0  # seconds that one who asks is kept
FRESH = 1.0  # seconds that an answer counts, however many ask
Found = TypeVar("Found")


class Silent(Exception):
    """The database does not answer, or not in time."""


class Question(Generic[Found]):
    """One thread asks at a time; who comes meanwhile waits for the same answer."""

    def __init__(self, ask: Callable[[datetime], Found], clock: Clock = system_clock) -> None:
        self.ask, self.clock = ask, clock
        self.lock = threading.Lock()
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="health")
        self.pending: Future[Found] | None = None
        self.asked_at = float("-inf")

    def answer(self) -> Found:
        """Return what was found at most a second ago; Silent when that cannot be told now."""
        with self.lock:
            now = time.monotonic()
            done = self.pending is None or self.pending.done()
            if self.pending is None or (done and now - self.asked_at >= FRESH):
                self.asked_at = now
                self.pending = self.thread.submit(self._ask)
            pending = self.pending
        try:
            return pending.result(timeout=PATIENCE)
        except Exception as error:
            log.warning("health: the database does not answer (%s)", type(error).__name__)
            raise Silent from error

    def _ask(self) -> Found:
        try:
            return self.ask(self.clock())
        finally:
            engine.let_go_when_held()
            connections.close_all()
