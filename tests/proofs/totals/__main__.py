"""Random invoices, added up three times: python -m tests.proofs.totals [COUNT] [SEED].

Without a count a million. Ends with 1 when one invoice differs by a cent.
"""

import os
import sys
import time
from collections.abc import Sequence

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.proofs.totals.comparing import differing

COUNT, SEED, SHOWN = 1_000_000, 1, 5


def main(arguments: Sequence[str]) -> int:
    numbers = [int(word) for word in arguments]
    count, seed = (*numbers, *(COUNT, SEED)[len(numbers) :])[:2]
    began = time.monotonic()
    wrong = list(differing(seed, count))
    for invoice, said in wrong[:SHOWN]:
        print(said, invoice)
    took = time.monotonic() - began
    print(f"{count} invoices, seed {seed}: {len(wrong)} differ, {took:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
