"""The tables of an earlier version, and back to those of now."""

from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

Migration = tuple[str, str]


def at_version(*targets: Migration) -> Any:
    """Bring the tables to these migrations, and return the models of then."""
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets))
    return executor.loader.project_state(list(targets)).apps


def to_newest(app: str | None = None) -> Any:
    """Bring the tables to the newest migrations, of one app or of all."""
    return at_version(*MigrationExecutor(connection).loader.graph.leaf_nodes(app))
