"""A migration that is interrupted leaves nothing half done."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.schema import DatabaseSchemaEditor
from django.db.migrations.executor import MigrationExecutor

ALIAS = "interrupted"


@pytest.fixture
def empty(tmp_path: Path, django_db_blocker: Any) -> Iterator[BaseDatabaseWrapper]:
    """A database of its own, without a table."""
    default = connections.databases["default"]
    connections.databases[ALIAS] = {**default, "NAME": tmp_path / "own.sqlite3"}
    with django_db_blocker.unblock():
        yield connections[ALIAS]
        connections[ALIAS].close()
    del connections.databases[ALIAS]
    del connections[ALIAS]


def migrate(database: BaseDatabaseWrapper) -> None:
    executor = MigrationExecutor(database)
    executor.migrate(executor.loader.graph.leaf_nodes())


def tables(database: BaseDatabaseWrapper) -> set[str]:
    return set(database.introspection.table_names())


@pytest.mark.parametrize("place", [4, 15, 40])
def test_an_interrupted_migration_is_taken_back_and_the_next_attempt_finishes_it(
    empty: BaseDatabaseWrapper, place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, made = DatabaseSchemaEditor.create_model, []

    def stopped(self: DatabaseSchemaEditor, model: Any) -> None:
        real(self, model)
        made.append(model._meta.db_table)
        if len(made) == place:
            raise OperationalError("the power went out")

    monkeypatch.setattr(DatabaseSchemaEditor, "create_model", stopped)
    with pytest.raises(OperationalError):
        migrate(empty)
    assert made[-1] not in tables(empty)
    monkeypatch.setattr(DatabaseSchemaEditor, "create_model", real)
    migrate(empty)
    lasting = {table for table in made if not table.startswith("new__")}
    assert lasting <= tables(empty)
    executor = MigrationExecutor(empty)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
