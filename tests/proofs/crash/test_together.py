"""Workers share the firms of one database and stand still at any time, as a busy machine does."""

import os

import pytest

from tests.proofs.crash.scene import Scene
from tests.proofs.crash.together import together

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(300)]

SEED = os.environ.get("CRASH_SEED") or "2018"


def test_workers_that_freeze_beside_each_other_lose_and_double_nothing(stage: Scene) -> None:
    seen = together(stage, SEED, 8, workers=4, firms=4)
    assert seen.broken == []
    assert seen.invoices == seen.orders
    assert min(seen.freezes, seen.runs) > 0
