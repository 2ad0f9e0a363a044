"""``python -m tests.proofs.bench.to_do``: how long the page To do takes with many invoices.

On SQLite, in a process of its own; WAITING says how many invoices wait.
"""

import json
import os
import sys
import tempfile

from tests.proofs.bench.__main__ import python
from tests.proofs.bench.page_figures import show, within

WAITING = os.environ.get("WAITING", "200")
# Milliseconds, the median by the processor: what the clock says depends on who else works there.
GOAL = 300.0


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        side = "tests.proofs.bench.to_do_side"
        told = json.loads(python(side, WAITING, BONBRUG_DATA=folder))
    show(told)
    print(f"{WAITING} invoices; goal: a median of at most {GOAL:.0f} ms")
    return int(not within(told, GOAL))


if __name__ == "__main__":
    sys.exit(main())
