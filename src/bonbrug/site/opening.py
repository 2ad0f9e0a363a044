"""Before anything runs: our database must be whole and not of a newer program."""

import logging

from django.core.management import call_command
from django.db import DatabaseError, connection

from bonbrug.accounts import vintage

log = logging.getLogger(__name__)
DAMAGED = (
    "the database is damaged ({detail}). Nothing was started and nothing was sent."
    " Put the newest good backup back (docs/en/8-for-the-operator.md); after that the link looks"
    " through the books first and makes no invoice a second time."
)
NEWER = (
    "the database is of a newer version ({detail}). Start the newer program;"
    " this one could write what the newer one misreads."
)


class CannotOpen(Exception):
    """The program may not start; the text is for the person at the terminal."""


def open_store() -> None:
    """Check our database and bring it to this version; CannotOpen when that must not be."""
    check_store()
    call_command("migrate", verbosity=0)


def check_store() -> None:
    """Read the whole database once where it is one file; CannotOpen says what is wrong."""
    damage = _damage()
    if damage:
        log.critical("database damaged: %s", damage)
        raise CannotOpen(DAMAGED.format(detail=damage))
    newer = _newer()
    if newer:
        raise CannotOpen(NEWER.format(detail=", ".join(newer)))


def _newer() -> list[str]:
    tables = connection.introspection.table_names()
    return vintage.unknown() if "django_migrations" in tables else []


def _damage() -> str:
    """Return the first thing that is wrong ('' when whole).

    PostgreSQL guards its own pages, if it was made with checksums: then a damaged one is an
    error at the first read, and the run that reads it ends.
    """
    if connection.vendor != "sqlite":
        _warn_without_checksums()
        return ""
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(1)")
            said = str(cursor.fetchone()[0])
    except DatabaseError as error:
        if "locked" in str(error):
            raise
        return str(error)
    return "" if said == "ok" else said


def _warn_without_checksums() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_checksums")
        if cursor.fetchone()[0] != "on":
            log.warning("PostgreSQL runs without data checksums: damage of the disk may go unseen")
