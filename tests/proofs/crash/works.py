"""What a worker of the link or the person behind it does while the strike falls."""

import os
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from typing import TypedDict

from bonbrug.jobs import task_queue
from bonbrug.link import actions, jobs
from bonbrug.link.models import Connection, Item
from bonbrug.link.store import lease
from bonbrug.site import serving
from bonbrug.values.clock import accounting_day, system_clock
from tests.proofs.crash.pace import CYCLE, LONG, SHORT, clock_ahead, hurry, wait_for_lease
from tests.proofs.crash.points import Points

PAUSES = {"sleep": 4.5, "hang": 5.0}  # seconds
BY_HAND = {
    "backlog": actions.accept,
    "exports_held": actions.accept,
    "outcome_unknown": actions.retry,
    "setting_refused": actions.retry,
}


class Crash(RuntimeError):
    """A worker ends here by an exception that nobody foresaw."""


class Worked(TypedDict):
    """`ran` is False when another worker had taken over; `struck`: it came by the point."""

    ran: bool
    struck: bool
    passed: list[str]


def work(pk: int, deed: str, point: str, action: str, ahead: int = 0) -> Worked:
    """Do a deed with a clock so many minutes ahead; at the point do what is told to this process.

    One that stops has no heart: it might stop in the middle of a beat and keep a whole file locked.
    """
    hurry(LONG if action in PAUSES else SHORT)
    be_alone(pk, timedelta(minutes=ahead))
    if action == "hang":
        lease.MOST_BEATS = 3
    if action == "stop":
        lease.BEAT = CYCLE
    points = Points(lambda name: strike(name, point, action))
    points.install()
    try:
        ran = WORKS[deed](pk, timedelta(minutes=ahead))
    except Crash:
        ran = False
    return Worked(ran=ran, struck=point in points.passed, passed=points.passed)


def be_alone(pk: int, ahead: timedelta) -> None:
    """Let the connections of other scenes rest: a tick would wake them. This one is tidied."""
    others, now = Connection.objects.exclude(pk=pk), clock_ahead(ahead)()
    others.update(due_at=None, again=False, tidied_at=now)
    Connection.objects.filter(pk=pk).update(tidied_at=None)


def strike(name: str, point: str, action: str) -> None:
    if name != point:
        return
    if action == "exception":
        raise Crash(point)
    if action in PAUSES:
        time.sleep(PAUSES[action])
    else:
        os.kill(os.getpid(), signal.SIGSTOP if action == "stop" else signal.SIGKILL)


def run(pk: int, ahead: timedelta) -> bool:
    """Run once; False when the lease was lost on the way."""
    wait_for_lease(pk)
    return actions.synchronise(pk, f"{os.getpid()}", clock_ahead(ahead), "person") is not None


def press(pk: int, ahead: timedelta) -> bool:
    """Press "Start synchronisatie"; the clock ticks, and a worker empties the queue."""
    wait_for_lease(pk)
    clock = vars(jobs)["system_clock"] = clock_ahead(ahead)
    connection = Connection.objects.get(pk=pk)
    before = _ended(connection)
    actions.start_synchronisation(connection, clock())
    _empty_the_queue()
    return _ended(connection) > before


def _ended(connection: Connection) -> int:
    return connection.runs.exclude(finished_at=None).exclude(outcome="interrupted").count()


def _empty_the_queue() -> None:
    worker = serving.make_worker()
    worker.tick()
    task_queue.handle_with(worker.handlers)
    task_queue.work_off()


def _answer(pk: int, ahead: timedelta) -> bool:
    """Give the answer that fits to everything that stands in Te doen."""
    now = clock_ahead(ahead)()
    for item in Item.objects.filter(connection=pk, closed_at=None).order_by("pk"):
        BY_HAND[item.kind](item, None, now)
    return True


def _compare(pk: int, ahead: timedelta) -> bool:
    """Ask for a comparison of both sides; the queue does it."""
    wait_for_lease(pk)
    clock = vars(jobs)["system_clock"] = clock_ahead(ahead)
    day = accounting_day(system_clock())
    actions.reconcile(Connection.objects.get(pk=pk), day, day, None, clock())
    _empty_the_queue()
    return True


WORKS: dict[str, Callable[[int, timedelta], bool]] = {
    "run": run,
    "press": press,
    "answer": _answer,
    "compare": _compare,
}
