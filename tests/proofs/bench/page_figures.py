"""The figures of pages, as the sides of the benches tell them: printed, and on which databases."""

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence

from tests.proofs.bench.scale import postgresql

Figures = Mapping[str, Sequence[float]]


def show(told: Figures) -> None:
    """Print a line per page: milliseconds of the processor and of the clock, and queries."""
    for page, (processor, clock, queries) in told.items():
        print(f"{page}: {processor:.0f} ms of the processor, {clock:.0f} ms by the clock;", end=" ")
        print(f"{queries} queries")


def within(told: Figures, goal: float) -> bool:
    """Tell whether the processor needed at most so many milliseconds for each."""
    return all(processor <= goal for processor, *_ in told.values())


def on_databases(measured: Callable[[str, Mapping[str, str]], bool], words: list[str]) -> int:
    """Measure on SQLite and, with ``--postgresql``, on that as well; 1 when a goal was missed.

    `measured` gets a folder for the data, and the settings that name the database.
    """
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
        quiet = {"BONBRUG_LOG_LEVEL": "WARNING"}
        good = measured(folder, quiet)
        if "--postgresql" in words:
            print("PostgreSQL")
            with postgresql(os.path.join(other, "pg")) as address:
                good = measured(other, {**quiet, "BONBRUG_DATABASE_URL": address}) and good
    return int(not good)
