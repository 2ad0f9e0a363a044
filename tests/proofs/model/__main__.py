"""The full number of the model test: python -m tests.proofs.model EXAMPLES STEPS [SEED]."""

import os
import sys
import tempfile
import traceback
from collections.abc import Sequence

import django


def main(arguments: Sequence[str]) -> int:
    examples, steps = (int(word) for word in arguments[:2])
    seed = int(arguments[2]) if len(arguments) > 2 else None
    with tempfile.TemporaryDirectory(prefix="bonbrug-model-") as folder:
        os.environ["BONBRUG_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        django.setup()
        return _play(examples, steps, seed)


def _play(examples: int, steps: int, seed: int | None) -> int:
    from tests.proofs.model.running import play

    try:
        play(examples, steps, seed)
    except Exception:  # noqa: BLE001 - whatever was found is shown whole
        traceback.print_exc()
        return 1
    print(f"{examples} examples of {steps} steps: every invariant held")  # noqa: T201 - the output
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
