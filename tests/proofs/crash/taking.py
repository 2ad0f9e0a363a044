"""A worker is killed in the middle of a run; another takes its connection up by itself."""

import time
from typing import NamedTuple

from tests.proofs.crash.chapters import LATER
from tests.proofs.crash.scene import Scene

POINT = "after receive #1"
PATIENCE = 100.0  # seconds


class Taken(NamedTuple):
    """`waited`: seconds from the kill to the next run; `due`: it was its turn anyway."""

    waited: float
    due: bool
    finished: bool


def taken_over(stage: Scene, *, hurried: bool) -> Taken:
    """Kill a worker with a fresh lease and start another; hurried workers have a short lease."""
    pk = LATER.begin(stage.houses, stage.links).pk
    stage.links.do("make_due", pk)
    first = stage.links.start("employed", POINT, hurried)
    ended = stage.links.wait(first)
    assert ended["state"] == "killed", ended
    killed_at, before = time.monotonic(), stage.links.do("standing", pk)
    second = stage.links.start("employed", "", hurried)
    try:
        while stage.links.do("standing", pk)["runs"] == before["runs"]:
            assert time.monotonic() - killed_at < PATIENCE
            time.sleep(0.1)
        waited = time.monotonic() - killed_at
        while not (now := stage.links.do("standing", pk))["finished"]:
            if time.monotonic() - killed_at > PATIENCE:
                break
            time.sleep(0.1)
    finally:
        stage.links.kill(second)
    return Taken(waited, before["due"], now["finished"])
