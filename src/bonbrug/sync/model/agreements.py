"""What was agreed with one customer about their invoices."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from decimal import Decimal

from bonbrug.sync.model.settings import LinesPer
from bonbrug.values.charged_time import Rounding


@dataclass(frozen=True, slots=True)
class CustomerAgreement:
    """None: as the connection says.

    `minimum_minutes` is charged at least for a work order with hours, `call_out` is the code of a
    product charged once for it ('' for none), `discount` a percentage on every line.
    `reverse_charge`: the customer is a main contractor, or builds for itself. `country` and
    `vat_number`: '' for what the books say.
    """

    lines_per: LinesPer | None = None
    rounding: Rounding | None = None
    minimum_minutes: int | None = None
    call_out: str | None = None
    discount: Decimal | None = None
    reverse_charge: bool = False
    country: str = ""
    vat_number: str = ""

    @property
    def parts(self) -> list[str]:
        """Return what a fingerprint is made of; nothing where nothing was agreed."""
        return [] if self == NOTHING_AGREED else [repr(value) for value in astuple(self)]


NOTHING_AGREED = CustomerAgreement()
# By the customer's code, without spaces around it and without case.
Agreed = Mapping[str, CustomerAgreement]
