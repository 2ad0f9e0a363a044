"""Lets the test runner empty the security log on SQLite, where it deletes; PostgreSQL truncates."""

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module

from django.db import connection

guarding = import_module("bonbrug.accounts.migrations._security_log")
ended = import_module("bonbrug.accounts.migrations._ended_firms")


@cache
def allow_flushing() -> None:
    """Wrap what the database does to flush; once per process."""
    if connection.vendor != "sqlite":
        return
    plain: Callable[..., list[str]] = connection.ops.sql_flush

    def sql_flush(style: object, tables: Sequence[str], **options: bool) -> list[str]:
        statements = plain(style, tables, **options)
        if guarding.TABLE not in tables:
            return statements
        return [*guarding.SQLITE_AWAY, *statements, *guarding.SQLITE, *ended.SQLITE]

    connection.ops.sql_flush = sql_flush  # type: ignore[method-assign] # the only seam of a flush


def unguarded(statement: str, *values: str | int) -> None:
    """Change the table as somebody does who can do everything with the database."""
    sqlite = connection.vendor == "sqlite"
    away = guarding.SQLITE_AWAY if sqlite else guarding.POSTGRESQL_AWAY
    back = [*guarding.SQLITE, *ended.SQLITE]
    if not sqlite:
        back = [*guarding.POSTGRESQL, *ended.POSTGRESQL]
    with connection.cursor() as cursor:
        for each in away:
            cursor.execute(each)
        cursor.execute(statement, values)
        for each in back:
            cursor.execute(each)
