"""What every test shares."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bonbrug.jobs import engine
from tests.books.flushing import allow_flushing

HERE = Path(__file__).parent
# Whole rooms that are about tables: each of their tests also runs on PostgreSQL.
ON_BOTH_DATABASES = ("link", "ports", "wrong_input", "jobs")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that also run on PostgreSQL."""
    for item in items:
        room = item.path.relative_to(HERE).parts[0] if item.path.is_relative_to(HERE) else ""
        if room in ON_BOTH_DATABASES:
            item.add_marker(pytest.mark.postgres)


@pytest.fixture(autouse=True, scope="session")
def _flushable() -> None:
    """Booked entries cannot be deleted, but a test database must be emptied between tests."""
    allow_flushing()


@pytest.fixture(autouse=True)
def _queue_let_go() -> Iterator[None]:
    """An open connection to the queue would keep a test database from being dropped."""
    yield
    if engine.queue.cache_info().currsize:
        engine.let_go()
