"""One process that serves, and works beside it where that is asked."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import FrameType
from typing import Any

from django.conf import settings

from bonbrug.accounts import jobs as accounts
from bonbrug.accounts import read_only
from bonbrug.jobs import task_queue
from bonbrug.jobs.worker import Worker
from bonbrug.site import heaps, web_server
from bonbrug.site.cleanup import Cleanup
from bonbrug.site.ending import jobs as ending
from bonbrug.site.wsgi import application
from bonbrug.values.clock import system_clock

PATIENCE = 5
TICK_SECONDS = 2


@contextmanager
def served(host: str, port: int) -> Iterator[str]:
    """Serve pages and doors in a thread; yields the address and stops at the end."""
    heaps.few()
    servers = web_server.servers(application, host, port)
    thread = threading.Thread(target=servers[0].run, name="serve", daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{port}"
    finally:
        # Requests at hand are finished; a browser that only keeps its line open is not waited for.
        servers[0].task_dispatcher.shutdown(timeout=PATIENCE)
        for server in servers:
            server.close()
        thread.join(timeout=0.5)


def make_worker() -> Worker:
    """Bring together what can be run later; a house that is not open here brings nothing."""
    heaps.few()
    handlers: dict[str, Callable[[str], None]] = dict(accounts.HANDLERS)
    ticks: list[Callable[[], None]] = [accounts.tick]
    if "link" in settings.HOUSES:
        link = import_module("bonbrug.link.jobs")
        handlers.update(link.HANDLERS)
        ticks.append(link.tick)
    if "workorders" in settings.HOUSES:
        workorders = import_module("bonbrug.workorders.jobs")
        ticks.append(lambda: workorders.tick(system_clock()))
    if "books" in settings.HOUSES:
        books = import_module("bonbrug.books.jobs")
        handlers.update(books.handlers(_attachments))
        ticks.append(books.tick)
    handlers.update(ending.HANDLERS)
    ticks += [ending.tick, Cleanup()]
    return Worker(
        {name: _unless_read_only(handler) for name, handler in handlers.items()},
        tick=lambda: _all(ticks),
        every_seconds=TICK_SECONDS,
        places={
            task_queue.FAST: settings.BONBRUG_WORKERS,
            task_queue.SLOW: settings.BONBRUG_SLOW_WORKERS,
        },
    )


def _attachments(invoice: Any) -> Any:
    """Make what goes along with an invoice; the typesetter is loaded by who needs it."""
    return import_module("bonbrug.books.pages.attachments").attachments(invoice)


def _unless_read_only(handler: Callable[[str], None]) -> Callable[[str], None]:
    """A job that is dropped does no harm: what it was about stands in the tables."""

    def handle(argument: str) -> None:
        if not read_only.is_on():
            handler(argument)

    return handle


def _all(ticks: list[Callable[[], None]]) -> None:
    for tick in ticks if not read_only.is_on() else ():
        tick()


@contextmanager
def working() -> Iterator[Worker]:
    """Run the worker in threads of this process; what is at hand is finished at the end."""
    worker = make_worker()
    worker.start()
    try:
        yield worker
    finally:
        worker.stop()


def wait_for_end(ready: Callable[[], None] = lambda: None) -> None:
    """Return at Ctrl-C or when the system asks to stop; `ready` is called once that is heard."""
    ended = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        del number, frame
        ended.set()

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, end)
    ready()
    while not ended.wait(timeout=1):
        pass
