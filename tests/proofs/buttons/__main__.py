"""Random presses on each of the twelve items: python -m tests.proofs.buttons [COUNT] [FIRST SEED].

Ends with 1 when anything was doubled or lost; every such history is named by item and seed.
"""

import os
import sys
import tempfile
from collections.abc import Sequence

import django
from django.core.management import call_command


def main(arguments: Sequence[str]) -> int:
    """Play on a database of its own, that is thrown away."""
    numbers = [int(word) for word in arguments]
    count, first = (*numbers, 200, 0)[:2] if len(numbers) != 1 else (numbers[0], 0)
    with tempfile.TemporaryDirectory(prefix="bonbrug-buttons-") as folder:
        os.environ["BONBRUG_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        django.setup()
        call_command("migrate", verbosity=0)
        return _play(count, first)


def _play(count: int, first: int) -> int:
    from tests.proofs.buttons.pressing import play
    from tests.proofs.buttons.scenes import SCENES

    wrong = 0
    for name in SCENES:
        bad = [(seed, play(name, seed)) for seed in range(first, first + count)]
        told = [f"  seed {seed}: {said}" for seed, said in bad if said]
        print("\n".join([f"{name:9} {count} histories, {len(told)} wrong", *told]), flush=True)  # noqa: T201
        wrong += len(told)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
