"""A migration that is interrupted leaves nothing half done."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.schema import DatabaseSchemaEditor
from django.db.migrations.executor import MigrationExecutor

from bonbrug.link.models import Connection
from bonbrug.workorders.models import WorkOrder

ALIAS = "interrupted"
FIRST = "0001_initial"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


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


def first_version(database: BaseDatabaseWrapper) -> Any:
    """Make the tables of the first version; return its models."""
    executor = MigrationExecutor(database)
    firsts = [node for node in executor.loader.graph.nodes if node[1] == FIRST]
    executor.migrate(firsts)
    return executor.loader.project_state(firsts).apps


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


def test_what_the_first_version_kept_is_there_after_an_upgrade(empty: BaseDatabaseWrapper) -> None:
    then = first_version(empty)
    firm = then.get_model("accounts", "Organisation").objects.using(ALIAS).create(name="Demo BV")
    company = then.get_model("workorders", "Company").objects.using(ALIAS)
    then.get_model("workorders", "WorkOrder").objects.using(ALIAS).create(
        company=company.create(organisation=firm, name="Demo BV", company_id="1000001"),
        serial=1, order_nr="A1", customer_name="Familie Proef", invoice_number="2018001",
        created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    links = then.get_model("link", "Connection").objects.using(ALIAS)
    links.create(organisation=firm, name="Demo BV", company_id="1000001", created_at=NOW)
    migrate(empty)
    assert WorkOrder.objects.using(ALIAS).get().customer_name == "Familie Proef"
    assert Connection.objects.using(ALIAS).get().tidied_at is None
