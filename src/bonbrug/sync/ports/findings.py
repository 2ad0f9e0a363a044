"""Where facts go: the log, and the list of what needs a person."""

from collections.abc import Collection, Sequence
from typing import Protocol

from bonbrug.sync.model.findings import Finding


class Findings(Protocol):
    """The log and the open items of one connection. Writing may raise `TakenOver` (memory.py)."""

    def note(self, findings: Sequence[Finding]) -> None:
        """Log; open an item for what needs a person, or count it again."""

    def resolve(
        self,
        codes: Collection[str],
        still: Collection[tuple[str, str]],
        *,
        records_only: bool = False,
    ) -> None:
        """Close the open items of these codes, except the (code, subject) pairs in `still`.

        `records_only` leaves the items of work orders alone: some codes are used for both.
        What is open may be read once in a run; where nothing is to be closed nothing is written.
        """
