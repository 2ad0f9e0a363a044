"""Prints how every drifted form of every recorded answer ended: python -m tests.proofs.drift."""

import logging
from collections import Counter

from tests.proofs.drift.playback import JSON, SOAP
from tests.proofs.drift.verdicts import tally


def main() -> None:
    logging.disable(logging.WARNING)
    total: Counter[str] = Counter()
    for recorded in (*SOAP, *JSON):
        found = tally(recorded)
        total += found.counts
        print(f"{recorded.name:52} {dict(found.counts)}")  # noqa: T201 - the output is the purpose
    print(f"{sum(total.values())} drifted answers: {dict(total)}")  # noqa: T201 - the same


if __name__ == "__main__":
    main()
