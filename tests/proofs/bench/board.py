"""``python -m tests.proofs.bench.board``: how long the planning board of a large firm takes.

In a process of its own, on SQLite and, with ``--postgresql``, on that as well. ORDERS says how many
work orders, of fifty employees; none of them is in the archive.
"""

import json
import os
import sys
import tempfile

from tests.proofs.bench.__main__ import python
from tests.proofs.bench.scale import postgresql

ORDERS = os.environ.get("ORDERS", "50000")
# Milliseconds, the median by the processor: what the clock says depends on who else works there.
GOAL = 100.0


def measured(folder: str, address: str = "") -> bool:
    """Print a line per page; tell whether each stayed within the goal."""
    named = {"BONBRUG_DATABASE_URL": address} if address else {}
    named["BONBRUG_LOG_LEVEL"] = "WARNING"
    told = json.loads(python("tests.proofs.bench.board_side", ORDERS, BONBRUG_DATA=folder, **named))
    for page, (processor, clock, queries) in told.items():
        print(f"{page}: {processor:.0f} ms of the processor, {clock:.0f} ms by the clock;", end=" ")
        print(f"{queries} queries")
    return all(processor <= GOAL for processor, *_ in told.values())


def main(words: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
        print(f"SQLite, {ORDERS} work orders; goal: a median of at most {GOAL:.0f} ms")
        good = measured(folder)
        if "--postgresql" in words:
            print("PostgreSQL")
            with postgresql(os.path.join(other, "pg")) as address:
                good = measured(other, address) and good
    return int(not good)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
