"""Which rate holds for a line, and which code of the books charges it. Pure.

A service has the rate of the day on which it was completed, goods that of their delivery (Wet OB
1968, article 13); the books take that of the invoice date.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bonbrug.sync.model.records import WorkOrder
from bonbrug.sync.vat import doubts
from bonbrug.sync.vat.cases import Decision, Kind
from bonbrug.values.vat_rates import Level, changes, rate_on
from bonbrug.values.vat_treatments import Taxed, Treatment, VatCodes


@dataclass(frozen=True, slots=True)
class Days:
    """When the work began, when it was completed, and when its goods were delivered."""

    begun: date
    completed: date
    delivered: date

    def of(self, kind: Kind) -> date:
        """Return the day whose rate holds for a line of this kind."""
        return self.completed if kind is Kind.LABOUR else self.delivered

    def crosses(self, level: Level) -> bool:
        """Tell whether the rate changed while the work was done."""
        return changes(level, self.begun, self.completed)


def days_of(order: WorkOrder, today: date) -> Days:
    """Return the days of a work order; one that names none is taken as done today."""
    worked = [period.day for period in order.periods if period.day]
    completed = max(worked, default=order.day or today)
    return Days(min(worked, default=completed), completed, order.day or completed)


@dataclass(frozen=True, slots=True)
class Charged:
    """The code of a line, what it ought to charge and what the books will, in percent.

    `due` is None where the table knows no rate, `actual` where the books know none.
    """

    code: str
    due: Decimal | None
    actual: Decimal | None
    doubts: tuple[str, ...] = ()


def charged(
    decision: Decision,
    sold_as: Taxed,
    sold_code: str,
    codes: VatCodes,
    days: tuple[date, date],
) -> Charged:
    """Return the code for a decision; a product that is taxed like that already keeps its own.

    `days` are that of the work and that of the invoice.
    """
    worked, invoiced = days
    due = rate_due(decision.taxed, worked)
    code = sold_code
    if decision.taxed != sold_as:
        code = codes.code_for(decision.taxed, due or Decimal(0), invoiced)
    if not code:
        return Charged(sold_code, due, None, (doubts.NO_CODE,) if sold_code else ())
    actual = codes.rate_on(code, invoiced)
    other = due is not None and actual is not None and due != actual
    return Charged(code, due, actual, (doubts.RATE_OF_ANOTHER_DAY,) if other else ())


def rate_due(taxed: Taxed, day: date) -> Decimal | None:
    """Return what the law has charged on that day, in percent; None where that is not known."""
    if taxed.treatment is Treatment.OTHER:
        return None
    if taxed.treatment is Treatment.CHARGED and taxed.level is not None:
        return rate_on(taxed.level, day)
    return Decimal(0)
