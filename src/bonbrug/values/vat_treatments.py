"""How a line is taxed, apart from any package, and how a package says so by its codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bonbrug.values.vat_rates import Level, rate_on


class Treatment(StrEnum):
    """`OTHER` is all that a code may mean besides, such as a rate of its own."""

    CHARGED = "charged"
    REVERSED = "reversed"  # owed by the customer, in the Netherlands
    EU_SERVICES = "eu_services"  # owed by the customer, in another country of the EU
    EU_GOODS = "eu_goods"
    EXPORT = "export"
    NONE = "none"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Taxed:
    """A treatment, with its level where that has one: charged and reversed lines do."""

    treatment: Treatment
    level: Level | None = None


NOTHING_KNOWN = Taxed(Treatment.OTHER)


class Sentence(StrEnum):
    """What an invoice must say beside its amounts (Wet OB 1968, article 35a)."""

    REVERSED = "reversed"
    EU_SERVICES = "eu_services"
    EU_GOODS = "eu_goods"
    EXPORT = "export"
    EXEMPT_FIRM = "exempt_firm"


SMALL_BUSINESS = (
    "Vrijgesteld van btw op grond van artikel 25 Wet OB 1968 (kleineondernemersregeling)"
)
"""`EXEMPT_FIRM` in the language of its readers, on every invoice and its electronic one."""


@dataclass(frozen=True, slots=True)
class Code:
    """What one code of a package means; `percent` where its rate is not that of the day."""

    taxed: Taxed
    percent: Decimal | None = None

    def rate_on(self, day: date) -> Decimal | None:
        """Return what it charges on an invoice of that day, in percent; None when it is free."""
        if self.taxed.treatment is Treatment.OTHER:
            return None
        if self.taxed.treatment is not Treatment.CHARGED or self.taxed.level is None:
            return Decimal(0)
        return rate_on(self.taxed.level, day) if self.percent is None else self.percent


@dataclass(frozen=True, slots=True)
class VatCodes:
    """The VAT codes of a package for sales; of two that mean the same the first is preferred."""

    codes: Mapping[str, Code]

    def taxed(self, code: str) -> Taxed:
        """Return what a code means; `NOTHING_KNOWN` for one that is not in the list."""
        found = self.codes.get(code)
        return found.taxed if found else NOTHING_KNOWN

    def code_for(self, taxed: Taxed, rate: Decimal, day: date) -> str:
        """Return the code that says this on an invoice of that day ('' when none does)."""
        same = ((code, each) for code, each in self.codes.items() if each.taxed == taxed)
        return next((code for code, each in same if each.rate_on(day) == rate), "")

    def rate_on(self, code: str, day: date) -> Decimal | None:
        """Return what a code charges on an invoice of that day, in percent (None: not known)."""
        found = self.codes.get(code)
        return found.rate_on(day) if found else None


NO_CODES = VatCodes({})
