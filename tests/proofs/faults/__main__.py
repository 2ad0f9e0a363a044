"""The table of faults, over the real link and the real doors.

A sample of 48 cells; all 672 with --all; one with --cell. Ends with 1 when a cell failed.
"""

import os
import sys
import time
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from resource import RUSAGE_CHILDREN, getrusage

from tests.proofs.faults.matrix import CALLS, FAULTS, POSITIONS, SAMPLE, Cell, cells, seed
from tests.proofs.faults.proxy.plan import Fault
from tests.proofs.faults.table import summary, table
from tests.proofs.faults.walkers import NewEvent, walked


def main() -> int:
    options = _parser().parse_args()
    began, told = time.monotonic(), list[NewEvent]()
    for fault, verdicts in groupby(_played(options), key=itemgetter("fault")):
        of_one = list(_shown(verdicts, everything=bool(options.cell)))
        told += of_one
        if options.all:
            _say(f"{fault}: {summary(of_one)}")
    if not options.cell:
        _say(table(told))
    spent, passed = getrusage(RUSAGE_CHILDREN), time.monotonic() - began
    _say(summary(told))
    _say(f"{passed:.0f} seconds, {spent.ru_utime + spent.ru_stime:.0f} of a processor.")
    return int(any(one["word"] != "held" for one in told))


def _shown(verdicts: Iterable[NewEvent], *, everything: bool) -> Iterator[NewEvent]:
    for verdict in verdicts:
        if everything or verdict["word"] != "held":
            _say(_line(verdict))
        yield verdict


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="python -m tests.proofs.faults",
        description=__doc__,
        formatter_class=RawDescriptionHelpFormatter,
        epilog="faults: " + ", ".join(FAULTS) + "\n\ncalls: " + "; ".join(CALLS),
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="all 672 cells instead of a sample")
    which.add_argument("--cell", nargs=3, metavar=("FAULT", "CALL", "POSITION"), help="only this")
    parser.add_argument("--fault", choices=FAULTS, help="with --all: only the cells of this fault")
    parser.add_argument("--seed", default=seed(), help="which sample (FAULTS_SEED)")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    return parser


def _played(options: Namespace) -> Iterator[NewEvent]:
    if options.cell:
        fault, call, position = options.cell
        if call not in CALLS or int(position) not in POSITIONS:
            raise SystemExit(f"no call {call!r} or no position {position}")
        return walked([Cell(Fault(fault), call, int(position))], 1)
    wanted = cells(None if options.all else SAMPLE, options.seed)
    return walked(
        [cell for cell in wanted if options.fault in (None, cell.fault)], options.processes
    )


def _line(one: NewEvent) -> str:
    name = f"{one['fault']} {one['call']!r} {one['position']}"
    broken = "".join(f"\n    {text}" for text in one["broken"])
    return f"{name}: {one['word']}, {one['struck']} struck, {one['cycles']} cycles{broken}"


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
