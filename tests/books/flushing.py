"""Lets the test runner empty the tables of the books on SQLite.

There it empties tables with DELETE, which the triggers of posted entries refuse, as they should.
Around such a flush the triggers are taken away and put back. PostgreSQL truncates instead.
"""

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module

from django.db import connection

double_entry = import_module("bonbrug.books.migrations._double_entry")
ended = import_module("bonbrug.books.migrations._ended_firms")


@cache
def allow_flushing() -> None:
    """Wrap what the database does to flush; once per process."""
    if connection.vendor != "sqlite":
        return
    plain: Callable[..., list[str]] = connection.ops.sql_flush

    def sql_flush(style: object, tables: Sequence[str], **options: bool) -> list[str]:
        statements = plain(style, tables, **options)
        if "books_entry" not in tables:
            return statements
        away = [f"DROP TRIGGER {name}" for name in double_entry.names_of(double_entry.SQLITE)]
        return [*away, *statements, *double_entry.SQLITE, *ended.SQLITE]

    connection.ops.sql_flush = sql_flush  # type: ignore[method-assign] # the only seam of a flush
