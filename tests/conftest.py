"""What every test shares."""

import pytest

from tests.books.flushing import allow_flushing


@pytest.fixture(autouse=True, scope="session")
def _flushable() -> None:
    """Booked entries cannot be deleted, but a test database must be emptied between tests."""
    allow_flushing()
