"""``python -m tests.proofs.crash``: workers that fall at every point, at any time, or die once.

Without words: one action per point, on SQLite; ``--sample 40`` only so many. ``--all``: every
action at every point, on SQLite and on PostgreSQL (or only ``--on`` one). ``--random 2000``: kill
-9 at random times. ``--together 120``: eight workers that share fifty firms and freeze at random
times, for so many seconds. ``--takeover``: how long the connection of a killed worker waits, with
the real length of a lease. Everything happens in temporary folders.
"""

import signal
import sys
import time
from argparse import ArgumentParser, Namespace
from contextlib import nullcontext

from tests.proofs.crash.at_random import killed_at_random
from tests.proofs.crash.databases import FILE, postgresql
from tests.proofs.crash.falling import Chosen, every_action, every_point, played, sample, staged
from tests.proofs.crash.table import Table, say
from tests.proofs.crash.taking import taken_over
from tests.proofs.crash.together import together

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
PROMISED = 60.0  # seconds
WORKERS, FIRMS = 8, 50


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that nothing is left behind
    options = _parser().parse_args()
    if options.takeover:
        return _take_over()
    if options.random:
        return _random(options.random, options.seed)
    if options.together:
        return max(_together(options, database) for database in _databases(options))
    return max(_on(database, _chosen(options), options.scenes) for database in _databases(options))


def _chosen(options: Namespace) -> Chosen:
    if options.all:
        return every_action
    if options.sample:
        return sample(options.sample, options.seed)
    return every_point(options.seed)


def _databases(options: Namespace) -> list[str]:
    return [options.on] if options.on else [SQLITE, POSTGRESQL] if options.all else [SQLITE]


def _on(database: str, chosen: Chosen, scenes: int) -> int:
    if database == SQLITE:
        return Table(SQLITE).filled(played(chosen, [FILE] * scenes))
    with postgresql(scenes) as databases:
        return Table(POSTGRESQL).filled(played(chosen, databases))


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m tests.proofs.crash", description=__doc__)
    parser.add_argument("--all", action="store_true", help="every action at every point, twice")
    parser.add_argument("--on", choices=(SQLITE, POSTGRESQL), help="only on this database")
    parser.add_argument("--sample", type=int, default=0, help="so many falls, spread")
    parser.add_argument("--random", type=int, default=0, help="so many kills at random times")
    parser.add_argument("--together", type=float, default=0, help="so many seconds side by side")
    parser.add_argument("--seed", default="2018", help="decides what is chosen, and when")
    parser.add_argument("--takeover", action="store_true", help="measure with the real lease")
    parser.add_argument("--scenes", type=int, default=2, help="so many at the same time")
    return parser


def _random(times: int, seed: str) -> int:
    kills = orders = invoices = wrong = 0
    started = time.monotonic()
    for batch in killed_at_random(times, seed):
        kills, orders = kills + batch.kills, orders + batch.orders
        invoices, wrong = invoices + batch.invoices, wrong + len(batch.broken)
        for sentence in batch.broken:
            say(f"after {kills} kills: {sentence}")
        seconds = time.monotonic() - started
        say(
            f"{kills} kills, {orders} orders, {invoices} invoices, {wrong} wrong, "
            f"{batch.runs} runs to come right; {seconds:.0f} s"
        )
    return int(wrong > 0 or orders != invoices)


def _together(options: Namespace, database: str) -> int:
    opened = postgresql(1) if database == POSTGRESQL else nullcontext([FILE])
    quiet = {"BONBRUG_QUIET_SECONDS": "1", "BONBRUG_WORKERS": "1"}
    with opened as addresses, staged(addresses[0], **quiet) as stage:
        seen = together(stage, options.seed, options.together, workers=WORKERS, firms=FIRMS)
    say(f"{database}: {seen}")
    return int(bool(seen.broken) or seen.orders != seen.invoices)


def _take_over() -> int:
    with staged(FILE) as stage:
        taken = taken_over(stage, hurried=False)
    say(f"the connection of a killed worker ran again after {taken.waited:.1f} s: {taken}")
    return int(not taken.finished or taken.due or taken.waited > PROMISED)


if __name__ == "__main__":
    sys.exit(main())
