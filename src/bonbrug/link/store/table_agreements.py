"""sync.ports.agreements on the tables."""

from functools import cached_property

from bonbrug.link.store import agreements
from bonbrug.link.store.fenced import Fenced
from bonbrug.sync.model.agreements import Agreed


class TableAgreements(Fenced):
    """The customer agreements of one connection, read once in a run."""

    def agreements(self) -> Agreed:
        return self._agreed

    @cached_property
    def _agreed(self) -> Agreed:
        return agreements.agreements(self.id)
