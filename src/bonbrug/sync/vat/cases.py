"""What the VAT of one line depends on, and what is decided about it. All of it is neutral."""

from dataclasses import dataclass
from enum import StrEnum

from bonbrug.values.vat_rates import Level
from bonbrug.values.vat_treatments import Sentence, Taxed, Treatment
from bonbrug.values.vat_work import Dwelling, Work


class Where(StrEnum):
    """Where the customer is established, on the day of the work."""

    HOME = "home"
    EU = "eu"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"  # a country that is not known by that name


class VatId(StrEnum):
    """The VAT number of the customer; `WRONG` does not hold, or is one of another country."""

    NONE = "none"
    HOLDS = "holds"
    WRONG = "wrong"


class Place(StrEnum):
    """Where the work is done, or where the goods are brought.

    For a customer at home it is `HOME` unless the address certainly is abroad.
    """

    HOME = "home"
    ABROAD = "abroad"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    LABOUR = "labour"
    MATERIAL = "material"


@dataclass(frozen=True, slots=True)
class Case:
    """One line. `exempt_firm`: our own firm is under the exemption for small firms on that day.

    `reverse_charge`: the customer is a main contractor, or builds for itself. `with_labour`: there
    is work on the same work order, so that material is used in it. `sold_as` is how the product is
    taxed by its own code.
    """

    exempt_firm: bool
    customer: Where
    vat_id: VatId
    reverse_charge: bool
    place: Place
    work: Work
    dwelling: Dwelling
    kind: Kind
    with_labour: bool
    sold_as: Taxed

    @property
    def is_work(self) -> bool:
        """Tell whether the line is labour or material that is used in labour."""
        return self.kind is Kind.LABOUR or self.with_labour

    @property
    def has_level(self) -> bool:
        """Tell whether the product is taxed at one of the two rates."""
        return self.sold_as.level is not None

    @property
    def is_charged(self) -> bool:
        return self.sold_as.treatment is Treatment.CHARGED and self.has_level

    @property
    def on_real_estate(self) -> bool:
        """Tell whether it is work on real estate; material alone is not."""
        return self.work.on_real_estate and self.is_work

    def at(self, level: Level) -> Taxed:
        """Return the treatment of the product, at this level."""
        return Taxed(self.sold_as.treatment, level)


@dataclass(frozen=True, slots=True)
class Decision:
    """How one line is taxed. `reason` names the row of the table; `source` is the law it goes by.

    `doubts` are codes of findings; `sentence` is what the invoice must say (None: nothing).
    """

    reason: str
    taxed: Taxed
    source: str
    sentence: Sentence | None = None
    doubts: tuple[str, ...] = ()
