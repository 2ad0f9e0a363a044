"""Works off the queue with huey's consumer, and ticks; beside the serving part or on its own."""

import logging
import threading
import time
from collections.abc import Callable, Mapping

from django.db import close_old_connections, connections
from huey.consumer import Consumer, Scheduler

from bonbrug.jobs import task_queue

log = logging.getLogger(__name__)
# Seconds between two looks of a thread in an empty queue: short after a job, then ever longer.
FIRST_REST, REST = 0.1, 1.0
PATIENCE = 10.0  # seconds that stop() waits for work at hand


class Worker:
    """`handlers` by job name; `tick` is called every `every_seconds` in a thread of its own.

    `places` says how many threads each lane has (task_queue.LANES). Handlers may be called twice
    for one job, or never. It sets no signal handlers: whoever starts it stops it.
    """

    def __init__(
        self,
        handlers: Mapping[str, Callable[[str], None]],
        tick: Callable[[], None],
        every_seconds: float,
        places: Mapping[str, int],
    ) -> None:
        self.handlers, self.tick, self.every_seconds = handlers, tick, every_seconds
        self.places = places
        self.stopping = threading.Event()
        self._consumers: list[_Consumer] = []
        self._keepers: list[threading.Thread] = []

    def start(self) -> None:
        """Begin; returns at once."""
        task_queue.handle_with(self.handlers)
        ticker: Callable[[], None] | None = self.tick
        for lane, places in self.places.items():
            self._consumers.append(_Consumer(lane, places, ticker, self.every_seconds))
            ticker = None
        for consumer in self._consumers:
            consumer.start()
            keeper = threading.Thread(target=consumer.keep, name="keeper", daemon=True)
            keeper.start()
            self._keepers.append(keeper)

    def stop(self, patience: float = PATIENCE) -> bool:
        """Finish what is at hand; tell whether everything ended within `patience` seconds.

        A thread that did not end dies with the process; its lease runs out by itself.
        """
        self.stopping.set()
        for consumer in self._consumers:
            consumer.stop_flag.set()
        for keeper in self._keepers:
            keeper.join()
        end = time.monotonic() + patience
        stopped = [consumer.ended(end - time.monotonic()) for consumer in self._consumers]
        if all(stopped):
            task_queue.let_go()
        return all(stopped)

    def run(self) -> None:
        """Work until `stopping` is set; for a process of its own."""
        self.start()
        while not self.stopping.wait(timeout=1):
            pass
        self.stop()


class _Consumer(Consumer):
    """huey's consumer for one lane, with our tick in the place of its clock.

    Its clock knows whole minutes; the tick comes every few seconds (docs/decisions).
    """

    def __init__(
        self, lane: str, places: int, tick: Callable[[], None] | None, every_seconds: float
    ) -> None:
        self._tick, self._every_seconds = tick, every_seconds
        queue = task_queue.queue(lane)
        queue.on_shutdown("let go of the database")(connections.close_all)
        super().__init__(
            queue, workers=places, initial_delay=FIRST_REST, max_delay=REST, periodic=False
        )

    def _create_scheduler(self) -> "_Ticker":
        return _Ticker(self.huey, self.stop_flag, self._tick, self._every_seconds)

    def _set_signal_handlers(self) -> None:
        """Leave them alone: the process may serve pages as well."""

    def keep(self) -> None:
        """Replace threads that died, until the stop."""
        while not self.stop_flag.wait(timeout=self._health_check_interval):
            self.check_worker_health()

    def ended(self, patience: float) -> bool:
        """Wait for what is at hand; tell whether all of it ended in time."""
        self.shutdown_timeout = max(patience, 0.0)
        return bool(self._join_workers())


class _Ticker(Scheduler):
    """Calls `tick` again and again; one that fails is not the last."""

    def __init__(
        self,
        queue: object,
        stop_flag: threading.Event,
        tick: Callable[[], None] | None,
        every_seconds: float,
    ) -> None:
        super().__init__(queue, stop_flag, interval=1, periodic=False)
        self._tick, self._every_seconds = tick, every_seconds

    def loop(self, now: object = None) -> None:
        del now
        if self._tick is None:
            self.stop_flag.wait()
            return
        started = time.monotonic()
        close_old_connections()
        try:
            self._tick()
        except Exception:
            log.exception("the tick failed")
        finally:
            close_old_connections()
        self.sleep_for_interval(started, self._every_seconds)

    def shutdown(self) -> None:
        connections.close_all()
