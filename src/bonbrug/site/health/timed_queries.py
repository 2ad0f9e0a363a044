"""Questions to the database that may never keep the asker waiting, however it stands there."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from threading import Lock, Thread
from typing import Generic, TypeVar

from django.db import connections

from bonbrug.jobs import task_queue
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
        self.lock = Lock()
        self.pending: Future[Found] | None = None
        self.asked_at = float("-inf")

    def answer(self) -> Found:
        """Return what was found at most a second ago; Silent when that cannot be told now."""
        with self.lock:
            now = time.monotonic()
            done = self.pending is None or self.pending.done()
            if self.pending is None or (done and now - self.asked_at >= FRESH):
                self.asked_at = now
                self.pending = Future()
                # A daemon: a database that stays silent may not keep the process from ending.
                Thread(target=self._ask, args=(self.pending,), name="health", daemon=True).start()
            pending = self.pending
        try:
            return pending.result(timeout=PATIENCE)
        except Exception as error:
            log.warning("health: the database does not answer (%s)", type(error).__name__)
            raise Silent from error

    def _ask(self, found: Future[Found]) -> None:
        try:
            answer = self.ask(self.clock())
        except BaseException as error:  # noqa: BLE001 - handed to who waits for it
            _let_go()
            found.set_exception(error)
        else:
            _let_go()
            found.set_result(answer)


def _let_go() -> None:
    """Close what the thread opened, before anybody hears: a test database is dropped then."""
    task_queue.let_go_when_held()
    connections.close_all()
