"""Presses of every button: python -m tests.proofs.buttons [COUNT] [FIRST SEED].

Random ones on each of the twelve items, COUNT histories each; and COUNT of them in the middle of a
run of another process, at points by chance, on SQLite and on PostgreSQL. Ends with 1 when anything
was doubled or lost; all such are named.
"""

import os
import signal
import sys
import tempfile
from collections.abc import Sequence

import django
from django.core.management import call_command

from tests.proofs.buttons.meanwhile import play as play_meanwhile
from tests.proofs.buttons.meanwhile import spread
from tests.proofs.crash.databases import FILE, postgresql
from tests.proofs.crash.falling import staged


def main(arguments: Sequence[str]) -> int:
    """Play on databases of its own, that are thrown away."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that nothing is left behind
    numbers = [int(word) for word in arguments]
    count, first = (*numbers, 200, 0)[:2] if len(numbers) != 1 else (numbers[0], 0)
    wrong = _meanwhile("SQLite", FILE, count, first)
    with postgresql(1) as (database,):
        wrong += _meanwhile("PostgreSQL", database, count, first)
    with tempfile.TemporaryDirectory(prefix="bonbrug-buttons-") as folder:
        os.environ["BONBRUG_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        django.setup()
        call_command("migrate", verbosity=0)
        return 1 if wrong + _in_any_order(count, first) else 0


def _meanwhile(called: str, database: str, count: int, seed: int) -> int:
    with staged(database) as stage:
        played = [play_meanwhile(stage, press) for press in spread(stage, count, str(seed))]
    told = [f"  {pressed}" for pressed in played if pressed.broken]
    late = sum(not pressed.in_time for pressed in played)
    left = sum(pressed.told for pressed in played)
    said = f"{len(played)} presses during a run, {left} left to the next run, {late} too late"
    _say(f"{called}: {said}, {len(told)} wrong", told)
    return len(told)


def _in_any_order(count: int, first: int) -> int:
    from tests.proofs.buttons.pressing import play
    from tests.proofs.buttons.scenes import SCENES

    wrong = 0
    for name in SCENES:
        bad = [(seed, play(name, seed)) for seed in range(first, first + count)]
        told = [f"  seed {seed}: {said}" for seed, said in bad if said]
        _say(f"{name:9} {count} histories, {len(told)} wrong", told)
        wrong += len(told)
    return wrong


def _say(line: str, told: Sequence[str]) -> None:
    print("\n".join([line, *told]), flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
