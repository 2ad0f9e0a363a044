"""Answers that led to nothing last time: while they stay the same, they need not be read again.

What was planned follows from the lists as read, from what is bound, and from the choices. Bound
records change only where a plan is carried out, and then nothing is remembered here. So the same
answers under the same choices lead to nothing again. Once a day everything is read all the same.
"""

from collections.abc import Mapping

from bonbrug.sync.context import RunContext
from bonbrug.sync.fingerprints import fingerprint_of
from bonbrug.sync.model.records import Reading, Row

BOOKS_RELATIONS = "print_books_relations"
WORK_RELATIONS = "print_work_relations"
BOOKS_PRODUCTS = "print_books_products"
CHOICES = "print_choices"
NAMES = (BOOKS_RELATIONS, WORK_RELATIONS, BOOKS_PRODUCTS, CHOICES)


class Unchanged:
    """Prints of answers, kept between runs as whole numbers beside the counts of the memory."""

    def __init__(self, counts: Mapping[str, int], run: RunContext, *, usable: bool) -> None:
        self._counts = counts
        today = fingerprint_of([repr(run.choices), run.today.isoformat()])[:16]
        self._seen = {CHOICES: int(today, 16)}
        self._usable = usable and counts.get(CHOICES) == self._seen[CHOICES]

    def known(self, name: str) -> str:
        """Return the fingerprint that led to nothing ('' when there is none that counts)."""
        number = self._counts.get(name, 0) if self._usable else 0
        return format(number, "016x") if number else ""

    def saw(self, name: str, reading: Reading[Row]) -> Reading[Row]:
        """Remember which answer this run went by."""
        self._seen[name] = int(reading.fingerprint or "0", 16)
        return reading

    def is_same(self, name: str, reading: Reading[Row]) -> bool:
        """Tell whether this is the answer that led to nothing last time: it has no rows."""
        return bool(reading.fingerprint) and reading.fingerprint == self.known(name)

    def after(self, *, quiet: bool) -> dict[str, int]:
        """Return what to keep: the prints when this run too found nothing to do, else none."""
        kept = {name: self._seen.get(name, 0) if quiet else 0 for name in NAMES}
        if quiet and not any(kept[name] for name in NAMES if name != CHOICES):
            kept[CHOICES] = 0
        return {name: kept[name] for name in NAMES if kept[name] or name in self._counts}
