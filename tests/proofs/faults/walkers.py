"""Processes that play cells, each with its own houses, its own link and its own data folder."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import TypedDict

from tests.journeys.program import clean_environment
from tests.proofs.faults.matrix import Cell

ROOT = Path(__file__).parents[3]
START = "import django; django.setup(); from tests.proofs.faults import walking; walking.main()"


class NewEvent(TypedDict):
    """A verdict as it comes from another process."""

    fault: str
    call: str
    position: int
    word: str
    cycles: int
    struck: int
    broken: list[str]


class Walker:
    """One process; it plays a cell when it is asked."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def play(self, cell: Cell) -> NewEvent:
        """Return the verdict on one cell."""
        if self._process.stdin is None or self._process.stdout is None:
            raise ValueError("a process without pipes")
        self._process.stdin.write(f"{json.dumps(cell)}\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the process ended with {self._process.wait()} at {cell}")
        told: NewEvent = json.loads(line)
        return told


@contextmanager
def walker() -> Iterator[Walker]:
    """Start a process; at the end it looks whether its database is whole, or ends with an error."""
    with tempfile.TemporaryDirectory(prefix="bonbrug-faults-") as folder:
        process = subprocess.Popen(
            [sys.executable, "-c", START],
            cwd=ROOT,
            env=_environment(folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            yield Walker(process)
            process.communicate(timeout=60)
        finally:
            process.kill()
            process.communicate()
        if process.returncode:
            raise RuntimeError(f"the process ended with {process.returncode}")


def walked(cells: Sequence[Cell], processes: int) -> Iterator[NewEvent]:
    """Yield the verdict on each of these cells, in their order, as soon as it is known."""
    free: SimpleQueue[Walker] = SimpleQueue()

    def play(cell: Cell) -> NewEvent:
        one = free.get()
        try:
            return one.play(cell)
        finally:
            free.put(one)

    with ExitStack() as open_ones:
        for _ in range(min(processes, len(cells))):
            free.put(open_ones.enter_context(walker()))
        with ThreadPoolExecutor(processes) as pool:
            yield from pool.map(play, cells)


def _environment(folder: str) -> dict[str, str]:
    return clean_environment(
        BONBRUG_DATA=folder,
        BONBRUG_SQLITE_SYNCHRONOUS="OFF",  # nothing here stops without warning
        BONBRUG_LOG_LEVEL="ERROR",
        DJANGO_SETTINGS_MODULE="bonbrug.site.settings",
    )
