"""Fixtures of the books."""

import pytest

from bonbrug.books.models import Administration
from tests.books.flushing import allow_flushing
from tests.books.shelf import open_books
from tests.postbox import postbox

__all__ = ["postbox"]


@pytest.fixture(scope="session", autouse=True)
def _flushing() -> None:
    allow_flushing()


@pytest.fixture
def books(db: None) -> Administration:
    """Return an administration with a relation, a template and two products."""
    return open_books()


@pytest.fixture
def lasting_books(transactional_db: None) -> Administration:
    """Return the same, committed, for tests with several connections."""
    return open_books()
