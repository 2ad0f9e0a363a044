"""Whether the database was made by a newer program than this one.

An old program must not write rows of a shape that it does not know. A migration that stands in the
database and not in this program shows that a newer one was here.
"""

from functools import cache

from django.db import connection
from django.db.migrations.loader import MigrationLoader

Names = frozenset[tuple[str, str]]
# Asked before every run: as a query of Django it takes three times as long.
DONE = "SELECT app, name FROM django_migrations"


@cache
def known() -> Names:
    """Return the migrations of this program; asked at its start, before its files can change."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return frozenset((app, name) for app, name in loader.disk_migrations)


def unknown() -> list[str]:
    """Return what the database had done to it that this program does not know; sorted."""
    with connection.cursor() as cursor:
        cursor.execute(DONE)
        others = set(cursor.fetchall()) - known()
    apps = {app for app, _ in known()} if others else set()
    return sorted(f"{app}.{name}" for app, name in others if app in apps)
