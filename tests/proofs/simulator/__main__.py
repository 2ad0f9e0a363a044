"""``make simulate``: the engine against invented services, thousands of times, by seed.

``python -m tests.proofs.simulator --seed N --trace`` plays one again.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from tests.proofs.simulator.bugs import BUGS, planted
from tests.proofs.simulator.campaign import Summary, campaign
from tests.proofs.simulator.schedule import PAIRS, play

SHOWN = 20


def options(words: Sequence[str] | None = None) -> Namespace:
    """Return what was asked for on the command line."""
    reader = ArgumentParser(prog="python -m tests.proofs.simulator", description=__doc__)
    reader.add_argument("--seed", type=int, help="play only this schedule")
    reader.add_argument("--trace", action="store_true", help="with --seed: print every event")
    reader.add_argument("--first", type=int, default=0, help="the first seed")
    reader.add_argument("--schedules", type=int, default=1000, help="how many seeds")
    reader.add_argument("--pair", default="", choices=["", *PAIRS], help="other services")
    reader.add_argument("--bug", default="", help="plant a known bug, to see it caught")
    return reader.parse_args(words)


def run(options: Namespace) -> int:
    """Play one seed with its trace, or many; 0 when every invariant held, 1 when not."""
    if options.bug and options.bug not in BUGS:
        print(f"No such bug; there are: {', '.join(BUGS)}")
        return 2
    if options.seed is not None:
        return _one(options.seed, options.bug, options.pair, trace=options.trace)
    summary = campaign(options.first, options.schedules, options.bug, pair=options.pair)
    _tell(summary)
    return 1 if summary.failures else 0


def _one(seed: int, bug: str, pair: str, *, trace: bool) -> int:
    with planted(bug):
        played = play(seed, pair)
    if trace:
        print("\n".join(event.line() for event in played.history.events))
    print(f"seed {seed}: {len(played.history.events)} events, trace {played.trace}")
    for violation in played.violations:
        print(f"  {violation.invariant} {violation.text}")
    return 1 if played.violations else 0


def _tell(summary: Summary) -> None:
    counts = ", ".join(
        f"{summary.kinds.get(kind, 0)} {kind}" for kind in ("lost", "doubled", "stuck", "wrong")
    )
    speed = summary.schedules / summary.seconds if summary.seconds else 0.0
    print(f"{summary.schedules} schedules: {counts}")
    print(f"at most {summary.most_cycles} runs to converge after the faults")
    print(f"{summary.seconds:.0f} seconds, {speed:.0f} schedules a second")
    for what, seeds in summary.kinds_of_failure().items():
        print(f"{len(seeds)} × {what} (seeds {', '.join(map(str, seeds[:3]))} …)")
    for seed in sorted(summary.failures)[:SHOWN]:
        print(f"seed {seed}: {'; '.join(summary.failures[seed])}")
    if len(summary.failures) > SHOWN:
        print(f"… and {len(summary.failures) - SHOWN} more seeds")


if __name__ == "__main__":
    sys.exit(run(options()))
