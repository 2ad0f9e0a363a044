"""One scene for all tests of this room: opening one costs more than a fall."""

from collections.abc import Iterator

import pytest

from tests.proofs.crash.databases import of_these_tests
from tests.proofs.crash.falling import staged
from tests.proofs.crash.scene import Scene


@pytest.fixture(scope="session")
def stage() -> Iterator[Scene]:
    with of_these_tests() as database, staged(database) as opened:
        yield opened
