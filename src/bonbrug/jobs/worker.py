"""Works off the queue in threads, and ticks; inside the serving process or on its own."""

import logging
import threading
from collections.abc import Callable, Mapping

from django.db import close_old_connections, connections

from bonbrug.jobs import engine

log = logging.getLogger(__name__)
REST = 0.2  # seconds between two looks in an empty queue
PATIENCE = 10.0  # seconds that stop() waits for work at hand


class Worker:
    """`handlers` by job name; `tick` is called every `every_seconds` in a thread of its own.

    Handlers may be called twice for one job, or never; a job without handler is dropped. It sets no
    signal handlers: whoever starts it stops it.
    """

    def __init__(
        self,
        handlers: Mapping[str, Callable[[str], None]],
        tick: Callable[[], None],
        every_seconds: float,
        threads: int,
    ) -> None:
        self.handlers, self.tick, self.every_seconds = handlers, tick, every_seconds
        self.stopping = threading.Event()
        names = [f"worker-{number}" for number in range(1, threads + 1)]
        self.threads = [
            threading.Thread(target=self._work, name=name, daemon=True) for name in names
        ]
        self.threads.append(threading.Thread(target=self._keep_time, name="ticker", daemon=True))

    def start(self) -> None:
        """Begin; returns at once."""
        for thread in self.threads:
            thread.start()

    def stop(self, patience: float = PATIENCE) -> bool:
        """Finish what is at hand; tell whether everything ended within `patience` seconds.

        A thread that did not end dies with the process; its lease runs out by itself.
        """
        self.stopping.set()
        for thread in self.threads:
            thread.join(timeout=patience / len(self.threads) if patience else 0)
        return not any(thread.is_alive() for thread in self.threads)

    def run(self) -> None:
        """Work until `stopping` is set; for a process of its own."""
        self.start()
        while not self.stopping.wait(timeout=1):
            pass
        self.stop()

    def _work(self) -> None:
        try:
            while not self.stopping.is_set():
                if not self._one():
                    self.stopping.wait(REST)
        finally:
            engine.let_go()
            connections.close_all()

    def _one(self) -> bool:
        """Take one job and do it; False when there was nothing to do."""
        try:
            job = engine.take()
            if job is None:
                return False
            name, argument = job
            self._handle(name, argument)
        except Exception:
            log.exception("a job failed")
            return False
        return True

    def _handle(self, name: str, argument: str) -> None:
        handler = self.handlers.get(name)
        if handler is None:
            log.warning("no handler for job %s", name)
            return
        close_old_connections()
        try:
            handler(argument)
        finally:
            close_old_connections()

    def _keep_time(self) -> None:
        try:
            while not self.stopping.is_set():
                self._tick()
                self.stopping.wait(self.every_seconds)
        finally:
            engine.let_go()
            connections.close_all()

    def _tick(self) -> None:
        close_old_connections()
        try:
            self.tick()
        except Exception:
            log.exception("the tick failed")
