"""The only room that names huey: a queue in a SQLite file, or in PostgreSQL where that is used."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from logging import getLogger
from typing import Any

from django.conf import settings
from django.db import close_old_connections
from huey import Huey, PostgresHuey, SqliteHuey

NAME = "bonbrug"
logger = getLogger(__name__)
Handler = Callable[[str], None]

_handlers: dict[str, Handler] = {}


@lru_cache(maxsize=1)
def _made() -> tuple[Huey, Callable[[str, str], object]]:
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("postgresql"):
        queue = PostgresHuey(NAME, results=False, **_postgresql(database))
    else:
        file = settings.BONBRUG_DATA / "jobs.sqlite3"
        queue = SqliteHuey(NAME, results=False, filename=str(file))
    return queue, queue.task(name="run")(_run)


def queue() -> Huey:
    """Return the queue of this installation."""
    return _made()[0]


def send(name: str, argument: str) -> None:
    """Ask a worker to call the handler of this name: soon, and as a rule once."""
    _made()[1](name, argument)


def handle(handlers: Mapping[str, Handler]) -> None:
    """Say in a worker process who does which job."""
    _handlers.update(handlers)


def _run(name: str, argument: str) -> None:
    handler = _handlers.get(name)
    if handler is None:
        logger.warning("nobody here does %s", name)
        return
    try:
        handler(argument)
    finally:
        close_old_connections()


def _postgresql(database: Mapping[str, Any]) -> dict[str, Any]:
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host"}
    given = {theirs: database[ours] for ours, theirs in names.items() if database[ours]}
    return {**given, "port": database["PORT"] or 5432}
