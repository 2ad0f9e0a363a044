"""What must be known besides the work order to tell its VAT, and reading it from the memory."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.model.agreements import NOTHING_AGREED
from bonbrug.sync.model.bindings import RELATION
from bonbrug.sync.model.records import WorkOrder
from bonbrug.sync.vat.customers import NOBODY_KNOWN, VatCustomer
from bonbrug.values.quantity import folded
from bonbrug.values.vat_work import Dwelling

# What people said that an address is, by its key.
Answered = Callable[[str], Dwelling]


def _unanswered(key: str) -> Dwelling:
    return Dwelling.UNKNOWN


@dataclass(frozen=True, slots=True)
class VatFacts:
    """`today` is the day of the invoice."""

    today: date
    customer: VatCustomer = NOBODY_KNOWN
    dwelling: Answered = _unanswered


class VatReader:
    """Reads the facts about work orders; each customer once, the addresses when asked for."""

    def __init__(self, ports: Ports, run: RunContext) -> None:
        self.agreements, self.bindings = ports.agreements, ports.bindings
        self.dwellings, self.today = ports.dwellings, run.today
        self._customers: dict[str, VatCustomer] = {}

    def facts(self, order: WorkOrder) -> VatFacts:
        """Return what is known about this work order."""
        key = folded(order.customer.code)
        if key not in self._customers:
            self._customers[key] = self._customer(key)
        return VatFacts(self.today, self._customers[key], self._answer)

    def _customer(self, key: str) -> VatCustomer:
        """Return what was agreed with the customer; what the books say where nothing was."""
        agreed = self.agreements.agreements().get(key, NOTHING_AGREED)
        books = self.bindings.bases(RELATION, {key}).get(key, {})
        return VatCustomer(
            agreed.country or str(books.get("country", "")),
            agreed.vat_number or str(books.get("vat_number", "")),
            agreed.reverse_charge,
        )

    def _answer(self, key: str) -> Dwelling:
        return self.dwellings.dwellings().get(key, Dwelling.UNKNOWN)
