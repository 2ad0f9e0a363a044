"""What was worked and invoiced before, for the judge. Reading only."""

from collections.abc import Collection
from datetime import date
from typing import Protocol

from bonbrug.sync.model.history import KnownOrder, PastInvoice


class History(Protocol):
    """The work orders and invoices of one connection; work orders that were withdrawn are left out.

    The oldest work order comes first, the newest invoice. Read when a work order is judged, for all
    of the run at once: a run in which nothing is judged asks nothing.
    """

    def worked_between(self, first: date, last: date) -> list[KnownOrder]:
        """Return the work orders with hours between these days, or on them."""

    def alike(self, likenesses: Collection[str], since: date) -> list[KnownOrder]:
        """Return the work orders with one of these likenesses, seen on `since` or later."""

    def last_invoices(self, most: int) -> list[PastInvoice]:
        """Return the last invoices that were made, of all customers."""

    def invoices_of(self, relation_codes: Collection[str], most: int) -> list[PastInvoice]:
        """Return the last invoices of each of these customers, so many of each."""
