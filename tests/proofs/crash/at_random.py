"""Workers that are killed at any time, in one long run, while work orders keep coming."""

import random
import time
from collections.abc import Iterator
from typing import NamedTuple

from tests.proofs.crash.chapters import LATER, Staged
from tests.proofs.crash.falling import staged
from tests.proofs.crash.scene import Fall, Scene

PER_FIRM = 100  # kills before the next firm, so that it is known early what went wrong
LONGEST = 1.2  # runs that a worker lives


class Batch(NamedTuple):
    """A firm whose workers were killed so many times."""

    kills: int
    orders: int
    invoices: int
    runs: int
    broken: list[str]


def killed_at_random(times: int, seed: str, database: str = "") -> Iterator[Batch]:
    """Kill a worker that runs again and again, and start another; a new order every third time."""
    chance = random.Random(seed)
    with staged(database, BONBRUG_QUIET_SECONDS="1") as stage:
        while times > 0:
            kills = min(PER_FIRM, times)
            times -= kills
            yield _batch(stage, chance, kills)


def _batch(stage: Scene, chance: random.Random, kills: int) -> Batch:
    orders = {"W0": "SMIT"}
    paper = stage.houses.do("open_firm", orders)
    pk = stage.links.do("link", paper)
    turns: dict[str, int] = {}
    longest = LONGEST * _seconds_of_a_run(stage, pk)
    for turn in range(kills):
        if turn % 3 == 0:
            new = {f"W{turn + 1}": f"K{turn % 10}"}
            orders |= new
            stage.houses.do("complete", paper, new)
            turns |= stage.houses.do("change", paper, turn + 1)
        worker = stage.links.start("until_killed", pk)
        time.sleep(chance.uniform(0, longest))
        stage.links.kill(worker)
    staged = Staged(paper, pk, tuple(orders), turns)
    verdict, _ = stage.healed(Fall(LATER, "any", "kill"), staged)
    seen, _ = stage.houses.do("look", paper, turns)
    return Batch(kills, len(orders), len(seen["bills"]), verdict.runs, verdict.broken)


def _seconds_of_a_run(stage: Scene, pk: int) -> float:
    started = time.monotonic()
    assert stage.links.do("work", pk, "press", "", "")["ran"]
    return time.monotonic() - started
