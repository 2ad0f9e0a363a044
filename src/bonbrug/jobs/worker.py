"""The worker: threads that do jobs, and a tick that finds what is due."""

import threading
from collections.abc import Callable, Mapping
from logging import getLogger

from django.db import close_old_connections
from huey.consumer import Consumer

from bonbrug.jobs import engine

logger = getLogger(__name__)
MOST_REST = 0.5
PATIENCE = 20.0


class _Consumer(Consumer):  # type: ignore[misc] # huey has no types
    """Runs inside our process: the signals of the process are not its own."""

    def _set_signal_handlers(self) -> None:
        return


class Worker:
    """Does jobs in `threads` threads and calls `tick` every so many seconds, until stopped."""

    def __init__(
        self,
        handlers: Mapping[str, engine.Handler],
        tick: Callable[[], None],
        *,
        every_seconds: float,
        threads: int,
    ) -> None:
        engine.handle(handlers)
        self._tick, self._every = tick, every_seconds
        self._ended = threading.Event()
        self._ticker = threading.Thread(target=self._keep_ticking, name="tick", daemon=True)
        self._consumer = _Consumer(
            engine.queue(),
            workers=threads,
            periodic=False,
            max_delay=MOST_REST,
            check_worker_health=False,
            shutdown_timeout=PATIENCE,
        )

    def start(self) -> None:
        """Begin; returns at once."""
        self._consumer.start()
        self._ticker.start()

    def stop(self) -> None:
        """End: what is at hand is finished, at most so many seconds long."""
        self._ended.set()
        self._ticker.join(timeout=PATIENCE)
        self._consumer.stop(graceful=True)

    def _keep_ticking(self) -> None:
        while not self._ended.wait(self._every):
            try:
                self._tick()
            except Exception:
                logger.exception("the tick failed; the next one tries again")
            finally:
                close_old_connections()
