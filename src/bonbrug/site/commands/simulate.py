"""``bonbrug simulate``: the engine against invented services, thousands of times, by seed."""

from argparse import Namespace

from bonbrug.simulator.bugs import BUGS, planted
from bonbrug.simulator.campaign import Summary, campaign
from bonbrug.simulator.schedule import play

SHOWN = 20


def run(options: Namespace) -> int:
    """Play one seed with its trace, or many; 0 when every invariant held, 1 when not."""
    if options.bug and options.bug not in BUGS:
        print(f"No such bug; there are: {', '.join(BUGS)}")
        return 2
    if options.seed is not None:
        return _one(options.seed, options.bug, trace=options.trace)
    summary = campaign(options.first, options.schedules, options.bug)
    _tell(summary)
    return 1 if summary.failures else 0


def _one(seed: int, bug: str, *, trace: bool) -> int:
    with planted(bug):
        played = play(seed)
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
