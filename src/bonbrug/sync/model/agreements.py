"""What was agreed with one customer about their invoices."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import date
from decimal import Decimal

from bonbrug.sync.model.settings import LinesPer
from bonbrug.values.charged_time import Rounding
from bonbrug.values.delivery import DeliveryKind


@dataclass(frozen=True, slots=True)
class Mandate:
    """What a customer signed: their account may be debited. `first`: that was not done before."""

    reference: str = ""
    signed_on: date | None = None
    first: bool = False
    iban: str = ""
    holder: str = ""
    city: str = ""


NO_MANDATE = Mandate()


@dataclass(frozen=True, slots=True)
class CustomerAgreement:
    """None: as the connection says.

    `minimum_minutes` is charged at least for a work order with hours, `call_out` is the code of a
    product charged once for it ('' for none), `discount` a percentage on every line.
    `reverse_charge`: the customer is a main contractor, or builds for itself. `country` and
    `vat_number`: '' for what the books say. `mandate` is for a direct debit alone.
    """

    lines_per: LinesPer | None = None
    rounding: Rounding | None = None
    minimum_minutes: int | None = None
    call_out: str | None = None
    discount: Decimal | None = None
    reverse_charge: bool = False
    country: str = ""
    vat_number: str = ""
    delivery: DeliveryKind | None = None
    mandate: Mandate = NO_MANDATE

    @property
    def parts(self) -> list[str]:
        """Return what a fingerprint is made of; nothing where nothing was agreed.

        The delivery came later: an agreement that says nothing of it keeps its fingerprint.
        """
        if self == NOTHING_AGREED:
            return []
        *known, way, mandate = astuple(self)
        later = [f"delivery={way}"] if way else []
        later += [f"mandate={mandate}"] if self.mandate != NO_MANDATE else []
        return [*map(repr, known), *later]


NOTHING_AGREED = CustomerAgreement()
# By the customer's code, without spaces around it and without case.
Agreed = Mapping[str, CustomerAgreement]
