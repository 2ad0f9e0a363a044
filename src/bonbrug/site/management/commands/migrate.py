"""``migrate``, with everybody aside when there is something to change."""

from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor


class Command(Migrate):
    """Django's own; workers of an older program are stopped before the first change."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate; nothing is stopped when the database is of this version already."""
        with _aside(options["database"]):
            super().handle(*args, **options)


def _aside(alias: str) -> AbstractContextManager[None]:
    if "link" not in settings.HOUSES or not _changes_what_is_there(alias):
        return nullcontext()
    made: AbstractContextManager[None] = import_module(
        "bonbrug.link.store.upgrading"
    ).everybody_aside()
    return made


def _changes_what_is_there(alias: str) -> bool:
    if alias != "default" or "link_lease" not in connections[alias].introspection.table_names():
        return False
    executor = MigrationExecutor(connections[alias])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
