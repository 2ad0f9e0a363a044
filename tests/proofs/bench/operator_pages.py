"""``python -m tests.proofs.bench.operator_pages``: how long the pages of the operator take.

Signing in too, with many firms: on SQLite and, with ``--postgresql``, on that as well. In a
process of its own; FIRMS says how many firms, each with five people and a link.
"""

import json
import os
import sys
from collections.abc import Mapping

from tests.proofs.bench.__main__ import python
from tests.proofs.bench.page_figures import on_databases, show, within

FIRMS = os.environ.get("FIRMS", "10000")
# Milliseconds, the median by the processor: what the clock says depends on who else works there.
GOAL = 150.0


def measured(folder: str, named: Mapping[str, str]) -> bool:
    """Print a line per page; tell whether each stayed within the goal."""
    side = "tests.proofs.bench.operator_pages_side"
    told = json.loads(python(side, FIRMS, BONBRUG_DATA=folder, **named))
    show(told)
    # The hash is slow on purpose, and as slow with one person as with thousands.
    processor, *_ = told.pop("the hash of a password alone")
    told["signing in"][0] -= processor
    print(f"signing in without the hash: {told['signing in'][0]:.0f} ms of the processor")
    return within(told, GOAL)


def main(words: list[str]) -> int:
    print(f"SQLite, {FIRMS} firms; goal: a median of at most {GOAL:.0f} ms")
    return on_databases(measured, words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
