"""What was agreed with customers, as people filled it in."""

from typing import Protocol

from bonbrug.sync.model.agreements import Agreed


class Agreements(Protocol):
    """The customer agreements of one connection; only read."""

    def agreements(self) -> Agreed:
        """Return all of them, as they stood when this run first asked.

        Asked for when a work order is drafted, not before: a run without one reads none.
        """
