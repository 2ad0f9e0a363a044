"""The full number of the model test: python -m tests.model EXAMPLES STEPS [SEED]."""

import sys
import traceback
from collections.abc import Sequence

from tests.model.running import play


def main(arguments: Sequence[str]) -> int:
    examples, steps = (int(word) for word in arguments[:2])
    seed = int(arguments[2]) if len(arguments) > 2 else None
    try:
        play(examples, steps, seed)
    except Exception:  # noqa: BLE001 - whatever was found is shown whole
        traceback.print_exc()
        return 1
    print(f"{examples} examples of {steps} steps: every invariant held")  # noqa: T201 - the output
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
