"""What must be known besides the work order to tell its VAT, and reading it from the memory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.model.agreements import NOTHING_AGREED, CustomerAgreement
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


def customer_of(agreed: CustomerAgreement, books: Mapping[str, str | bool]) -> VatCustomer:
    """Return what was agreed with a customer, and where nothing was, what the books say."""
    return VatCustomer(
        agreed.country or str(books.get("country", "")),
        agreed.vat_number or str(books.get("vat_number", "")),
        agreed.reverse_charge,
    )


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
        agreed = self.agreements.agreements().get(key, NOTHING_AGREED)
        return customer_of(agreed, self.bindings.bases(RELATION, {key}).get(key, {}))

    def _answer(self, key: str) -> Dwelling:
        return self.dwellings.dwellings().get(key, Dwelling.UNKNOWN)
