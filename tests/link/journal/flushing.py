"""Lets the test runner empty the journal on SQLite, where it deletes; PostgreSQL truncates."""

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module

from django.db import connection

append_only = import_module("bonbrug.link.migrations._append_only")
ended = import_module("bonbrug.link.migrations._ended_firms")


@cache
def allow_flushing() -> None:
    """Wrap what the database does to flush; once per process."""
    if connection.vendor != "sqlite":
        return
    plain: Callable[..., list[str]] = connection.ops.sql_flush

    def sql_flush(style: object, tables: Sequence[str], **options: bool) -> list[str]:
        statements = plain(style, tables, **options)
        if "link_event" not in tables:
            return statements
        return [*append_only.SQLITE_AWAY, *statements, *append_only.SQLITE, *ended.SQLITE]

    connection.ops.sql_flush = sql_flush  # type: ignore[method-assign] # the only seam of a flush
