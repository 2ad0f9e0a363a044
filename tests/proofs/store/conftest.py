"""The link on its real tables, with both sides in memory."""

from collections.abc import Callable

import pytest

from tests.fakes.linked import Linked, make_linked
from tests.fakes.world import work_order


@pytest.fixture
def link(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Linked]:
    """Make a link that ran once and has a work order to invoice; each call another link."""

    def make() -> Linked:
        linked = make_linked(monkeypatch)
        linked.done()
        linked.world.add(work_order("1"))
        return linked

    return make
