"""Many workers over many firms, frozen at any time, while work orders keep coming."""

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from tests.proofs.crash.chapters import LATER, Staged
from tests.proofs.crash.scene import Fall, Scene

LONGEST = 5.0  # seconds that a worker stands still: two leases
PACE = 0.2  # seconds between two strikes
KINDS = 10  # customers of a firm


class Together(NamedTuple):
    """`runs`: how many ended, `overtaken`: how many did not; `most`: runs to come right."""

    freezes: int
    runs: int
    overtaken: int
    orders: int
    invoices: int
    most: int
    broken: list[str]


def together(stage: Scene, seed: str, seconds: float, *, workers: int, firms: int) -> Together:
    """Let so many workers share so many firms, then look at each firm."""
    chance = random.Random(seed)
    opened = [_opened(stage) for _ in range(firms)]
    pks = [staged.pk for staged in opened]
    with _crew(stage, pks, workers) as crew:
        freezes = _strike(stage, chance, crew, opened, time.monotonic() + seconds)
    ended, overtaken = stage.links.do("counted", pks)
    judged = [stage.healed(Fall(LATER, "any", "stop"), staged)[0] for staged in opened]
    bills = [stage.houses.do("look", staged.paper, {})[0]["bills"] for staged in opened]
    return Together(
        freezes,
        ended,
        overtaken,
        sum(len(staged.orders) for staged in opened),
        sum(map(len, bills)),
        max(verdict.runs for verdict in judged),
        [sentence for verdict in judged for sentence in verdict.broken],
    )


def _opened(stage: Scene) -> Staged:
    paper = stage.houses.do("open_firm", {"W0": "SMIT"})
    return Staged(paper, stage.links.do("link", paper), ("W0",), {})


@contextmanager
def _crew(stage: Scene, pks: list[int], workers: int) -> Iterator[list[int]]:
    """Start the workers, and somebody who makes every firm due all the time; kill them after."""
    crew = [stage.links.start("one_of_many") for _ in range(workers)]
    hurrying = stage.links.start("keep_due", pks)
    try:
        yield crew
    finally:
        for pid in (*crew, hurrying):
            stage.links.kill(pid)


def _strike(
    stage: Scene, chance: random.Random, crew: list[int], opened: list[Staged], end: float
) -> int:
    """Freeze workers, half of them at most at the same time; every firm gets more work."""
    frozen: dict[int, float] = {}
    freezes = 0
    while (now := time.monotonic()) < end:
        _wake(frozen, now)
        pid = chance.choice(crew)
        if pid not in frozen and 2 * len(frozen) < len(crew):
            os.kill(pid, signal.SIGSTOP)
            frozen[pid] = now + chance.uniform(0, LONGEST)
            freezes += 1
        _order(stage, chance, opened)
        time.sleep(PACE)
    _wake(frozen, end + LONGEST)
    return freezes


def _wake(frozen: dict[int, float], now: float) -> None:
    for pid in [pid for pid, until in frozen.items() if until <= now]:
        os.kill(pid, signal.SIGCONT)
        del frozen[pid]


def _order(stage: Scene, chance: random.Random, opened: list[Staged]) -> None:
    place = chance.randrange(len(opened))
    staged = opened[place]
    number = f"W{len(staged.orders)}"
    stage.houses.do("complete", staged.paper, {number: f"K{chance.randrange(KINDS)}"})
    opened[place] = staged._replace(orders=(*staged.orders, number))
