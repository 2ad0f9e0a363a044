"""The full numbers of the tests of the store: python -m tests.proofs.store [--all] [SEED].

Without --all the numbers of every commit. Ends with 1 when anything was wrong.
"""

import sys
from collections.abc import Sequence
from typing import Any

from tests.proofs.store.running import run

COMMIT = {"lives": 50, "backends": 20, "cuts": 500}
ALL = {"lives": 1_000, "backends": 200, "cuts": 10_000}


def main(arguments: Sequence[str]) -> int:
    counts = ALL if "--all" in arguments else COMMIT
    seed = next((int(word) for word in arguments if word.isdigit()), 1)
    found: dict[str, dict[str, Any]] = {
        part: run(part, count, seed) for part, count in counts.items()
    }
    for name, summary in found.items():
        print(name, summary)  # noqa: T201 - the output is the purpose
    return 1 if any(summary["wrong"] for summary in found.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
