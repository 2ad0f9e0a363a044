"""Many schedules on all cores, and what came of them."""

import os
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context

from tests.proofs.simulator.bugs import planted
from tests.proofs.simulator.schedule import Played, play

AT_A_TIME = 25
TELL_EVERY = 60.0  # seconds


@dataclass(slots=True)
class Summary:
    """`failures` is what was wrong by seed; `most_cycles` the slowest convergence."""

    schedules: int = 0
    failures: dict[int, list[str]] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    most_cycles: int = 0
    seconds: float = 0.0

    def add(self, other: "Summary") -> None:
        self.schedules += other.schedules
        self.failures.update(other.failures)
        self.most_cycles = max(self.most_cycles, other.most_cycles)
        for kind, count in other.kinds.items():
            self.kinds[kind] = self.kinds.get(kind, 0) + count

    def kinds_of_failure(self) -> dict[str, list[int]]:
        """Return the seeds by what was said, without the words that name one record."""
        seeds: dict[str, list[int]] = {}
        for seed, said in sorted(self.failures.items()):
            for kind in dict.fromkeys(map(without_names, said)):
                seeds.setdefault(kind, []).append(seed)
        return seeds


def without_names(text: str) -> str:
    """Leave the invariant, and of the rest the words without a digit."""
    invariant, *words = text.split()
    plain = (word for word in words if not any(map(str.isdigit, word)))
    return " ".join((invariant, *plain))


def batch(seeds: Iterable[int], bug: str = "", pair: str = "") -> Summary:
    """Play these seeds here, one after the other. `kinds` counts schedules."""
    summary = Summary()
    with planted(bug):
        for seed in seeds:
            played = _named(seed, pair)
            summary.schedules += 1
            summary.most_cycles = max(summary.most_cycles, played.cycles)
            if played.violations:
                summary.failures[seed] = [
                    f"{one.invariant} {one.text}" for one in played.violations
                ]
                for kind in sorted({one.kind for one in played.violations}):
                    summary.kinds[kind] = summary.kinds.get(kind, 0) + 1
    return summary


def _named(seed: int, pair: str) -> Played:
    try:
        return play(seed, pair)
    except Exception as error:
        raise RuntimeError(f"seed {seed} did not end") from error


def _batch(work: tuple[range, str, str]) -> Summary:
    return batch(*work)


def campaign(first: int, schedules: int, bug: str = "", cores: int = 0, pair: str = "") -> Summary:
    """Play `schedules` seeds from `first` on all cores (or on so many).

    A process that dies ends the campaign with an error: its schedules would be missing.
    """
    began = time.monotonic()
    seeds = range(first, first + schedules)
    parts = [(seeds[at : at + AT_A_TIME], bug, pair) for at in range(0, schedules, AT_A_TIME)]
    summary, told = Summary(), began
    with ProcessPoolExecutor(cores or os.cpu_count(), get_context("spawn")) as pool:
        for part in pool.map(_batch, parts):
            summary.add(part)
            if time.monotonic() - told >= TELL_EVERY:
                told = time.monotonic()
                sys.stderr.write(f"… {summary.schedules} of {schedules}\n")
    summary.seconds = time.monotonic() - began
    return summary
