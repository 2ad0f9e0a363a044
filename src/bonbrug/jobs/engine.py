"""The only place that names the queue. It only wakes: what must happen stands in the tables."""

import json
import threading
from functools import lru_cache
from typing import Any

from django.conf import settings
from huey import Huey, PostgresHuey, SqliteHuey

# Options of Django itself, which the line to the server does not know.
NOT_OF_THE_LINE = ("assume_role", "isolation_level", "pool", "server_side_binding")
POSTGRES = "django.db.backends.postgresql"
QUEUE = "bonbrug"

_letting_go = threading.Lock()


@lru_cache(maxsize=1)
def queue() -> Huey:
    """Return the queue of this installation: in the database, or in a file beside it."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == POSTGRES:
        return PostgresHuey(QUEUE, results=False, read_timeout=1, **_login(database))
    path = settings.BONBRUG_DATA / "queue.sqlite3"
    return SqliteHuey(QUEUE, filename=str(path), results=False, timeout=20)


def _login(database: dict[str, Any]) -> dict[str, str]:
    """Return the same way in as Django's, options of the line such as sslmode included."""
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host"}
    named["PORT"] = "port"
    way_in = {word: str(database[key]) for key, word in named.items() if database.get(key)}
    options = database.get("OPTIONS", {})
    return way_in | {key: str(options[key]) for key in options if key not in NOT_OF_THE_LINE}


def send(name: str, argument: str) -> None:
    """Leave a job for whichever worker comes first. It may get lost or come twice."""
    queue().storage.enqueue(json.dumps([name, argument]).encode())


def take() -> tuple[str, str] | None:
    """Take the oldest job; None when there is none (PostgreSQL waits a second for one)."""
    message = queue().storage.dequeue()
    if message is None:
        return None
    name, argument = json.loads(bytes(message))
    return str(name), str(argument)


def length() -> int:
    """Return how many jobs wait."""
    return int(queue().storage.queue_size())


def forget() -> None:
    """Drop all waiting jobs; the next tick sends again what is due."""
    queue().storage.flush_queue()


def let_go_when_held() -> None:
    """Close what this thread holds, without opening a queue for it."""
    if queue.cache_info().currsize:
        let_go()


def let_go() -> None:
    """Close what this thread holds of the queue; the next call opens it again."""
    with _letting_go:  # two threads that close at once would trip over each other in huey
        queue().storage.close()
