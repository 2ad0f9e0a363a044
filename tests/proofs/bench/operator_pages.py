"""``python -m tests.proofs.bench.operator_pages``: how long the pages of the operator take.

Signing in too, with many firms: on SQLite and, with ``--postgresql``, on that as well. In a
process of its own; FIRMS says how many firms, each with five people and a link.
"""

import json
import os
import sys
import tempfile

from tests.proofs.bench.__main__ import python
from tests.proofs.bench.scale import postgresql

FIRMS = os.environ.get("FIRMS", "10000")
# Milliseconds, the median by the processor: what the clock says depends on who else works there.
GOAL = 150.0


def measured(folder: str, address: str = "") -> bool:
    """Print a line per page; tell whether each stayed within the goal."""
    named = {"BONBRUG_DATABASE_URL": address} if address else {}
    named["BONBRUG_LOG_LEVEL"] = "WARNING"
    side = "tests.proofs.bench.operator_pages_side"
    told = json.loads(python(side, FIRMS, BONBRUG_DATA=folder, **named))
    for page, (processor, clock, queries) in told.items():
        print(f"{page}: {processor:.0f} ms of the processor, {clock:.0f} ms by the clock;", end=" ")
        print(f"{queries} queries")
    # The hash is slow on purpose, and as slow with one person as with thousands.
    processor, *_ = told.pop("the hash of a password alone")
    told["signing in"][0] -= processor
    print(f"signing in without the hash: {told['signing in'][0]:.0f} ms of the processor")
    return all(processor <= GOAL for processor, *_ in told.values())


def main(words: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
        print(f"SQLite, {FIRMS} firms; goal: a median of at most {GOAL:.0f} ms")
        good = measured(folder)
        if "--postgresql" in words:
            print("PostgreSQL")
            with postgresql(os.path.join(other, "pg")) as address:
                good = measured(other, address) and good
    return int(not good)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
