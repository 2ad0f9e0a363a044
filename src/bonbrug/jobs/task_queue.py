"""The only place that names the queue. It only wakes: what must happen stands in the tables."""

import json
import logging
import threading
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import close_old_connections
from huey import Huey, PostgresHuey, SqliteHuey
from huey.api import Task
from huey.registry import Message
from huey.serializer import Serializer

# Options of Django itself, which the line to the server does not know.
NOT_OF_THE_LINE = ("assume_role", "isolation_level", "pool", "server_side_binding")
log = logging.getLogger(__name__)
POSTGRES = "django.db.backends.postgresql"
FAST, SLOW = "fast", "slow"
LANES = (FAST, SLOW)
# The fast one keeps the name that it had when it was alone.
NAMES = {FAST: "bonbrug", SLOW: "bonbrug-slow"}
URGENT = 1  # a person waits for it

_letting_go = threading.Lock()
_handlers: dict[str, Callable[[str], None]] = {}


class _Words(Serializer):
    """Only the two words of a job stand in the queue; huey would write Python objects."""

    def _serialize(self, data: Message) -> bytes:
        return json.dumps(data.args).encode()

    def _deserialize(self, data: bytes) -> Message:
        name, argument = json.loads(bytes(data))
        words = (str(name), str(argument))
        return Message(id=str(uuid4()), name=f"{__name__}.{Job.__name__}", args=words, kwargs={})


class Job(Task):
    """The one kind of task: a name and its argument, for the handler of that name."""

    def execute(self) -> None:
        _do(*self.args)


@lru_cache(maxsize=len(LANES))
def queue(lane: str) -> Huey:
    """Return a queue of this installation: in the database, or in a file beside it."""
    found = _open(NAMES[lane])
    found._registry.register(Job)  # noqa: SLF001 - its decorator makes a new kind per queue
    return found


def _open(name: str) -> Huey:
    database = settings.DATABASES["default"]
    words: dict[str, Any] = {"results": False, "serializer": _Words()}
    if database["ENGINE"] == POSTGRES:
        # Looking now and then takes one line per process; listening would take one per thread.
        told = database.get("OPTIONS", {}).get("application_name", NAMES[FAST])
        line = {**_login(database), "application_name": told}
        return PostgresHuey(name, blocking=False, **words, **line)
    path = settings.BONBRUG_DATA / "queue.sqlite3"
    return SqliteHuey(name, filename=str(path), timeout=20, **words)


def _login(database: dict[str, Any]) -> dict[str, str]:
    """Return the same way in as Django's, options of the line such as sslmode included."""
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host"}
    named["PORT"] = "port"
    way_in = {word: str(database[key]) for key, word in named.items() if database.get(key)}
    options = database.get("OPTIONS", {})
    return way_in | {key: str(options[key]) for key in options if key not in NOT_OF_THE_LINE}


def send(name: str, argument: str, lane: str = FAST, *, urgent: bool = False) -> None:
    """Leave a job for whichever worker comes first. It may get lost or come twice."""
    queue(lane).enqueue(Job((name, argument), priority=URGENT if urgent else None))


def take(lane: str = FAST) -> tuple[str, str] | None:
    """Take the next job; None when there is none."""
    task = queue(lane).dequeue()
    return task.args if task is not None else None


def handle_with(handlers: Mapping[str, Callable[[str], None]]) -> None:
    """Let the jobs of this process be done by these, by name."""
    _handlers.clear()
    _handlers.update(handlers)


def _do(name: str, argument: str) -> None:
    """Do a job; one without a handler is dropped, one that fails is logged."""
    handler = _handlers.get(name)
    if handler is None:
        log.warning("no handler for job %s", name)
        return
    close_old_connections()
    try:
        handler(argument)
    except Exception:
        log.exception("a job failed")
    finally:
        close_old_connections()


def work_off() -> None:
    """Do what waits, here and now, until nothing is left."""
    for lane in LANES:
        while task := queue(lane).dequeue():
            queue(lane).execute(task)


def length(lane: str = FAST) -> int:
    """Return how many jobs wait."""
    return int(queue(lane).storage.queue_size())


def forget() -> None:
    """Drop all waiting jobs; the next tick sends again what is due."""
    for lane in LANES:
        queue(lane).storage.flush_queue()


def let_go_when_held() -> None:
    """Close what this thread holds, without opening a queue for it."""
    if queue.cache_info().currsize:
        let_go()


def let_go() -> None:
    """Close what this process holds of the queue; the next call opens it again."""
    with _letting_go:  # two threads that close at once would trip over each other in huey
        for lane in LANES:
            queue(lane).storage.close()
