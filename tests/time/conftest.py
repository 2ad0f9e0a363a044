"""A link on its real tables, with both sides in memory and a clock that a test moves."""

import pytest

from tests.fakes.linked import Linked, make_linked


@pytest.fixture
def link(db: None, monkeypatch: pytest.MonkeyPatch) -> Linked:
    """A link that ran once."""
    linked = make_linked(monkeypatch)
    linked.done()
    return linked
