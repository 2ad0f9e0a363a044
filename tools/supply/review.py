"""Does anything that ships have a known hole? Ends with 1 for one that nobody accepted.

A database that does not answer fails nothing, and is never passed off as a good answer: it is
said what was not looked up.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from tools.supply.accepted import PAGE, Accepted, accepted
from tools.supply.databases import LONGEST, Hole, Places, Told, pages, python
from tools.supply.shipped import ROOT


def judged(told: Sequence[Told], listed: Sequence[Accepted], today: date) -> tuple[list[str], bool]:
    """Return the sentences to print, and whether the release may go on."""
    sentences: list[str] = []
    well = True
    for each in told:
        for hole in each.holes:
            sentence, fine = _of(hole, listed, today)
            sentences, well = [*sentences, sentence], well and fine
        sentences.append(_whole(each))
    if not any(each.silent for each in told):
        sentences += _idle(told, listed)
    return sentences, well


def _of(hole: Hole, listed: Sequence[Accepted], today: date) -> tuple[str, bool]:
    found = next((each for each in listed if each.id in hole.ids), None)
    shown = f"{hole.package} {hole.version}: {', '.join(hole.ids)}: {hole.what}"
    if found is None:
        return f"{shown}\n  raise the pin, or say in {PAGE} why it does no harm", False
    if found.until < today:
        return f"{shown}\n  was accepted until {found.until}: look at it again", False
    return f"{shown}\n  accepted until {found.until}: {found.why}", True


def _whole(told: Told) -> str:
    count = len(told.holes)
    holes = "no known hole" if not count else f"{count} known hole{'s' if count > 1 else ''}"
    if told.silent:
        return f"{told.of}: not looked up: {told.silent}" + (f" ({holes})" if count else "")
    return f"{told.of}: looked up, {holes}"


def _idle(told: Sequence[Told], listed: Sequence[Accepted]) -> Iterator[str]:
    ids = {name for each in told for hole in each.holes for name in hole.ids}
    for each in listed:
        if each.id not in ids:
            yield f"{PAGE}: {each.id} is no hole of anything that ships now; take it away"


def main(words: Sequence[str], today: date) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--osv", help="address of the query of OSV, or of a mirror")
    parser.add_argument("--npm", help="address of a registry of npm")
    parser.add_argument("--longest", type=float, default=LONGEST, help="seconds for each database")
    given = parser.parse_args(words)
    listed = accepted(ROOT)
    places = Places(given.osv, given.npm, given.longest)
    sentences, well = judged((python(ROOT, places), pages(ROOT, places)), listed, today)
    print("\n".join(sentences))
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], datetime.now(UTC).date()))
