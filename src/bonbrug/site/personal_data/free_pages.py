"""What was removed from SQLite still stands in free pages of its file, and in its log."""

import logging

from django.db import OperationalError, connection

log = logging.getLogger(__name__)


def overwrite_free_pages() -> bool:
    """Write the file anew without what was removed; False when others kept it busy.

    PostgreSQL reuses such places by itself, and only its own superuser can read them.
    """
    if connection.vendor != "sqlite":
        return True
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return not cursor.fetchone()[0]
    except OperationalError:
        log.warning("the file of the database could not be written anew: others were busy")
        return False
