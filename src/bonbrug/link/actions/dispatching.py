"""Whose turn it is, and in which lane: those who were silent wait among themselves."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q, QuerySet, Sum

from bonbrug.accounts import ending
from bonbrug.jobs import task_queue
from bonbrug.link import store
from bonbrug.link.models import Connection, silence

SYNCHRONISE = "synchronise"
QUEUE_LENGTH = 100
# After so long a job that did not begin is taken for lost and sent again.
LOST = {task_queue.FAST: timedelta(seconds=30), task_queue.SLOW: timedelta(minutes=5)}


def lane_of(silent_times: int) -> str:
    """Return the lane of a connection that was silent so many times since it answered."""
    return task_queue.SLOW if silent_times else task_queue.FAST


def dispatch(now: datetime) -> int:
    """Send a job for every connection that is due and not at work; return how many.

    Each is in the queue once. A job that is lost is sent again by a later tick; a doubled one finds
    nothing due. The queue is kept short, so that a slow hour does not fill it.
    """
    silent = Q(silent_times__gt=0)
    return _dispatch(task_queue.FAST, ~silent, QUEUE_LENGTH, now) + _dispatch(
        task_queue.SLOW, silent, 2 * settings.BONBRUG_SLOW_WORKERS, now
    )


def _dispatch(lane: str, who: Q, most: int, now: datetime) -> int:
    room = most - task_queue.length(lane)
    waiting = due(now).filter(who).exclude(queued_at__gt=now - LOST[lane], queued_at__lte=now)
    if room <= 0 or not waiting.exists():
        return 0
    with transaction.atomic():
        free = waiting.exclude(lease__in=store.leased()).order_by("due_at")
        mine = free.select_for_update(skip_locked=True, of=("self",))
        ids = list(mine.values_list("pk", flat=True)[:room])
        Connection.objects.filter(pk__in=ids).update(queued_at=now)
    for pk in ids:
        task_queue.send(SYNCHRONISE, str(pk), lane)
    return len(ids)


def due(now: datetime) -> QuerySet[Connection]:
    """What has its turn, and at once what a worker that died left behind."""
    return able().filter(Q(due_at__lte=now) | store.left_behind(now))


def turn_of(connection_id: int, now: datetime) -> bool | None:
    """Tell whether a connection has its turn (None: no) because a person started it.

    What was left behind is asked last: it looks at leases and runs, and is rarely the reason.
    """
    for reason in (Q(due_at__lte=now), store.left_behind(now)):
        mine = able().filter(reason, pk=connection_id)
        again = mine.values_list("again", flat=True).first()
        if again is not None:
            return again
    return None


def able() -> QuerySet[Connection]:
    """What may run; the links of a firm that ends stand still."""
    running = Connection.objects.exclude(organisation__in=ending.numbers())
    return running.filter(
        deleted_at=None, breaker="", signed_in_at__isnull=False, activated_on__isnull=False
    )


def send_now(connections: Iterable[tuple[int, int]], *, urgent: bool = False) -> None:
    """Send a job at once for each `(number, silent_times)`; a person waits for `urgent` ones."""
    for pk, silent_times in connections:
        task_queue.send(SYNCHRONISE, str(pk), lane_of(silent_times), urgent=urgent)


def latest_for_silent() -> float:
    """Return how many seconds after its turn a silent connection is tried at the latest."""
    waits = able().filter(silent_times__gt=0)
    found = waits.aggregate(all=Sum("hold_seconds"), most=Max("hold_seconds"))
    if found["all"] is None:
        return 0.0
    return silence.latest(found["all"], found["most"], settings.BONBRUG_SLOW_WORKERS)
