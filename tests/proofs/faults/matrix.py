"""The table of faults: which fault, at which call of the link, at which visit of that call."""

import os
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from tests.proofs.faults.proxy.plan import Fault

FAULTS = tuple(fault for fault in Fault if fault not in (Fault.BANDWIDTH, Fault.WRONG_LENGTH_LONG))
"""Sixteen: a client cannot tell a narrow line from slices, nor a too large length from a cut."""

CALLS = (
    "OpenSession",
    "GetRelaties",
    "GetArtikelen",
    "AddRelatie",
    "UpdateRelatie",
    "AddFactuur",
    "GetFacturen",
    "GetOpenPosten",
    "POST relations",
    "POST materials",
    "POST hourtypes",
    "GetWorkorders",
    "GetWorkorder",
    "GetWorkorder, settling",
)
"""The calls of a cycle that decide something, as the proxy names them: all writes to the books,
all that master data is written with, the acknowledgement, and the readings these depend on."""

OTHER_CALLS = (
    "CloseSession",
    "GetAdministraties",
    "GET employees",
    "GET relations",
    "GET materials",
    "GET hourtypes",
    "GET workstatusses",
    "POST workstatusses",
    "UpdateWorkorder",
)
"""What the link asks besides: set-up, readings before a merge, and marks on a work order."""

POSITIONS = (1, 2, 3)
SAMPLE = 48
SEED = "2018"


def seed() -> str:
    """Return what decides the sample: FAULTS_SEED, such as the hash of a commit."""
    return os.environ.get("FAULTS_SEED") or SEED


class Cell(NamedTuple):
    """One strike of a `Plan`; `position` is the visit of that call, from 1."""

    fault: Fault
    call: str
    position: int


def cells(sample: int | None, seed: int | str) -> Iterator[Cell]:
    """Yield the whole table in its order, or `sample` cells of it that `seed` decides.

    A sample spreads: no fault, call or position comes again long before the others had their turn.
    """
    table = [Cell(*cell) for cell in product(FAULTS, CALLS, POSITIONS)]
    if sample is None:
        yield from table
        return
    random.Random(seed).shuffle(table)
    used: Counter[object] = Counter()
    for _ in range(min(sample, len(table))):
        cell = _least_used(table, used)
        table.remove(cell)
        used.update(cell)
        yield cell


def _least_used(table: Sequence[Cell], used: Counter[object]) -> Cell:
    return min(table, key=lambda cell: tuple(used[part] for part in cell))
