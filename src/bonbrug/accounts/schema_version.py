"""Whether the database was made by a newer program than this one.

An old program must not write rows of a shape that it does not know. A migration that stands in the
database and not in this program shows that a newer one was here.
"""

from functools import cache

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

Names = frozenset[tuple[str, str]]


@cache
def known() -> Names:
    """Return the migrations of this program; asked at its start, before its files can change."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return frozenset((app, name) for app, name in loader.disk_migrations)


def unknown() -> list[str]:
    """Return what the database had done to it that this program does not know; sorted."""
    apps = {app for app, _ in known()}
    done = MigrationRecorder.Migration.objects.filter(app__in=apps)
    rows = done.values_list("app", "name")
    return sorted(f"{app}.{name}" for app, name in rows if (app, name) not in known())
