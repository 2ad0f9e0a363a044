"""``python -m tests.proofs.bench.judging``: what judging costs of a run with many work orders.

The doors run in a process of their own, and so does the link; ORDERS says how many there are.
"""

import json
import os
import sys
import tempfile

from tests.proofs.bench.__main__ import doors, python

ORDERS = os.environ.get("ORDERS", "500")


def main() -> int:
    with tempfile.TemporaryDirectory() as there, tempfile.TemporaryDirectory() as here:
        given = python("tests.proofs.bench.judging_seed", ORDERS, BONBRUG_DATA=there)
        with doors(there) as (base, process):
            told = json.loads(
                python(
                    "tests.proofs.bench.judging_side",
                    given=given,
                    BENCH_DOORS=process,
                    BONBRUG_DATA=here,
                    BONBRUG_HOUSES="link",
                    BONBRUG_BASE_URL=base,
                )
            )
    share = 100 * told["judging"] / told["seconds"]
    print(f"{told['invoices']} invoices in {told['seconds']:.2f} s, of which judging")
    print(f"{told['judging']:.3f} s: {share:.1f} % (goal: at most 5 %)")
    return int(share > 5)


if __name__ == "__main__":
    sys.exit(main())
