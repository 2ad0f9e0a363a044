"""Answers that led to nothing last time: while they stay the same, they need not be read again.

What was planned follows from the lists as read, from what is bound, and from the choices. Bound
records change only where a plan is carried out, and then nothing is remembered here. So the same
answers under the same choices lead to nothing again. Once a day everything is read all the same.
"""

from collections.abc import Mapping

from bonbrug.sync.context import RunContext
from bonbrug.sync.fingerprints import fingerprint_of
from bonbrug.sync.model.readings import NEVER_READ, Listing, ReadingState
from bonbrug.sync.model.records import Reading, Row


class Unchanged:
    """Fingerprints of answers, kept between runs."""

    def __init__(
        self, before: Mapping[Listing, ReadingState], run: RunContext, *, usable: bool
    ) -> None:
        self._before, self._usable = before, usable
        self._circumstances = fingerprint_of([repr(run.choices), run.today.isoformat()])[:16]
        self._seen: dict[Listing, str] = {}

    def known(self, listing: Listing) -> str:
        """Return the fingerprint that led to nothing ('' when there is none that counts)."""
        state = self._before.get(listing, NEVER_READ)
        counts = self._usable and state.circumstances == self._circumstances
        return state.fingerprint if counts else ""

    def saw(self, listing: Listing, reading: Reading[Row]) -> Reading[Row]:
        """Remember which answer this run went by."""
        self._seen[listing] = reading.fingerprint
        return reading

    def is_same(self, listing: Listing, reading: Reading[Row]) -> bool:
        """Tell whether this is the answer that led to nothing last time: it has no rows."""
        return bool(reading.fingerprint) and reading.fingerprint == self.known(listing)

    def after(self, counted: Mapping[Listing, int], *, quiet: bool) -> dict[Listing, ReadingState]:
        """Return what to keep: the fingerprints when this run too found nothing to do, else none.

        `counted`: the rows of the lists that may be that long.
        """
        states = {listing: self._after(listing, counted, quiet=quiet) for listing in Listing}
        return {
            listing: state
            for listing, state in states.items()
            if state != NEVER_READ or listing in self._before
        }

    def _after(
        self, listing: Listing, counted: Mapping[Listing, int], *, quiet: bool
    ) -> ReadingState:
        before = self._before.get(listing, NEVER_READ)
        count = counted.get(listing, before.row_count)
        fingerprint = self._seen.get(listing, "") if quiet else ""
        return ReadingState(count, fingerprint, self._circumstances if fingerprint else "")
