"""``python -m tests.proofs.bench.board``: how long the planning board of a large firm takes.

In a process of its own, on SQLite and, with ``--postgresql``, on that as well. ORDERS says how many
work orders, of fifty employees; none of them is in the archive.
"""

import json
import os
import sys
from collections.abc import Mapping

from tests.proofs.bench.__main__ import python
from tests.proofs.bench.page_figures import on_databases, show, within

ORDERS = os.environ.get("ORDERS", "50000")
# Milliseconds, the median by the processor: what the clock says depends on who else works there.
GOAL = 100.0


def measured(folder: str, named: Mapping[str, str]) -> bool:
    """Print a line per page; tell whether each stayed within the goal."""
    told = json.loads(python("tests.proofs.bench.board_side", ORDERS, BONBRUG_DATA=folder, **named))
    show(told)
    return within(told, GOAL)


def main(words: list[str]) -> int:
    print(f"SQLite, {ORDERS} work orders; goal: a median of at most {GOAL:.0f} ms")
    return on_databases(measured, words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
