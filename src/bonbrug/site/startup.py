"""Processes that start at once go one after another; each is sure of its lines to the database."""

import fcntl
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

log = logging.getLogger(__name__)
AWAY = "the database cannot be reached ({detail}). Nothing was started."
TOO_FEW = (
    "the database server allows {most} lines, {taken} of them are in use or promised to other"
    " processes, and this process needs {needed}. Raise max_connections of PostgreSQL, or lower"
    " BONBRUG_DATABASE_LINES or the number of processes (docs/en/8-for-the-operator.md)."
)
ONE_AT_A_TIME = 0x626F6E62  # our number among the advisory locks of a database
OURS = re.compile(r"bonbrug/(\d+)/[0-9a-f]+")
LIMITS = (
    "SELECT current_setting('max_connections')::int"
    " - current_setting('superuser_reserved_connections')::int"
    " - coalesce(current_setting('reserved_connections', true)::int, 0)"
)
IN_USE = (
    "SELECT coalesce(application_name, ''), count(*) FROM pg_stat_activity"
    " WHERE datid IS NOT NULL AND pid <> pg_backend_pid() GROUP BY 1"
)


class CannotOpen(Exception):
    """The program may not start; the text is for the person at the terminal."""


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let nobody else migrate or make the queue meanwhile; CannotOpen when lines are lacking."""
    if connection.vendor == "sqlite":
        settings.BONBRUG_DATA.mkdir(parents=True, exist_ok=True)
        with (settings.BONBRUG_DATA / "start.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        return
    line = _line_of_its_own()
    try:
        _hold(line)
        yield
    finally:
        line.close()  # which lets go of the lock as well


def _line_of_its_own() -> BaseDatabaseWrapper:
    """Return a line outside the pool, which would only say that it waited in vain."""
    line = connection.copy()
    line.settings_dict["OPTIONS"].pop("pool", None)
    return line


def _hold(line: BaseDatabaseWrapper) -> None:
    try:
        with line.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
            cursor.execute(LIMITS)
            most = int(cursor.fetchone()[0])
            cursor.execute(IN_USE)
            others = taken(dict(cursor.fetchall()))
    except DatabaseError as error:
        raise CannotOpen(AWAY.format(detail=str(error).strip())) from error
    needed = settings.BONBRUG_DATABASE_LINES + settings.LINES_BESIDE
    if others + needed > most:
        raise CannotOpen(TOO_FEW.format(most=most, taken=others, needed=needed))


def taken(in_use: Mapping[str, int]) -> int:
    """Return how many lines are gone: a process of ours may open all that it is named after."""
    mine = str(settings.DATABASES["default"]["OPTIONS"].get("application_name", ""))
    return sum(_promised(name, count) for name, count in in_use.items() if name != mine)


def _promised(name: str, count: int) -> int:
    told = OURS.fullmatch(name)
    return max(count, int(told[1])) if told else count
