"""Before anything runs: our database must be whole and not of a newer program."""

import logging

from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.recorder import MigrationRecorder

from bonbrug.accounts import schema_version
from bonbrug.jobs import task_queue
from bonbrug.site import key_state
from bonbrug.site.startup import CannotOpen, one_at_a_time

__all__ = ["CannotOpen", "check_store", "know_our_marks", "open_store"]

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

FOREIGN = (
    "the tables are not those of this version ({detail}), although its migrations say so: an"
    " unfinished version made them. Nothing was started. Start with another data folder or"
    " database, or with the version that made this one."
)

# Django describes one table at a time, and parses its SQL for what is not asked here.
COLUMNS = {
    "sqlite": "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c",
    "postgresql": "SELECT table_name, column_name FROM information_schema.columns"
    " WHERE table_schema = current_schema()",
}


def open_store() -> None:
    """Check our database and bring it to this version; CannotOpen when that must not be.

    The tables of the queue are made here too: many at once would trip over each other.
    """
    with one_at_a_time():
        check_store()
        _upgrade()
        know_our_marks()
        for lane in task_queue.LANES:
            task_queue.queue(lane)


def _upgrade() -> None:
    try:
        call_command("migrate", verbosity=0)
        foreign = _missing()
    except DatabaseError as error:
        if is_away(error):
            raise
        foreign = str(error).strip()
    except InconsistentMigrationHistory as error:
        foreign = str(error)
    if foreign:
        raise CannotOpen(FOREIGN.format(detail=foreign))


def know_our_marks() -> None:
    """Make sure of the keys of before: without them no invoice of ours would be recognised."""
    unknown = key_state.unknown_signing()
    if unknown:
        raise CannotOpen(f"{'; '.join(unknown)}. Nothing was started")


def is_made() -> bool:
    """Tell whether the tables are there; the first start makes them."""
    return "django_migrations" in connection.introspection.table_names()


def unapplied() -> list[str]:
    """Return the migrations of this program that the database has not had; sorted."""
    done = MigrationRecorder(connection).applied_migrations() if is_made() else {}
    return sorted(f"{app}.{name}" for app, name in schema_version.known() - set(done))


def check_store() -> None:
    """Read the whole database once where it is one file; CannotOpen says what is wrong."""
    damage = _damage()
    if damage:
        log.critical("database damaged: %s", damage)
        raise CannotOpen(DAMAGED.format(detail=damage))
    newer = _newer()
    if newer:
        raise CannotOpen(NEWER.format(detail=", ".join(newer)))


def is_away(error: DatabaseError) -> bool:
    """Busy or gone, which says nothing of the tables; SQLite calls a missing column that too."""
    gone = isinstance(error, OperationalError)
    return gone and (connection.vendor != "sqlite" or "locked" in str(error))


def _missing() -> str:
    """Return the first column that a model has and its table has not ('' when none)."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS[connection.vendor])
        there = set(cursor.fetchall())
    for model in apps.get_models():
        about = model._meta  # noqa: SLF001 - Django's own name for it, and documented
        for field in about.local_concrete_fields:
            if (about.db_table, field.column) not in there:
                return f"{about.db_table}.{field.column} is missing"
    return ""


def _newer() -> list[str]:
    return schema_version.unknown() if is_made() else []


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
