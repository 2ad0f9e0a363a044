"""The figures of a VAT return: the sum of each box, and what is left to pay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from bonbrug.books.models import Administration
from bonbrug.books.reports.periods import Period
from bonbrug.books.reports.vat_boxes import OWED, Box
from bonbrug.books.reports.vat_figures import Figure, figures
from bonbrug.books.reports.vat_lines import vat_lines
from bonbrug.values.money import NOTHING, total


@dataclass(frozen=True, slots=True)
class Amounts:
    """The sum of one box, in euros and cents."""

    net: Decimal = NOTHING
    vat: Decimal = NOTHING
    lines: int = 0


@dataclass(frozen=True, slots=True)
class VatReturn:
    """`owed` is 5a, `deducted` 5b and `balance` 5c. Declared amounts are in whole euros.

    The tax office lets VAT be rounded in favour of who declares: what is owed goes down, what is
    deducted goes up.
    """

    boxes: Mapping[Box, Amounts]
    deducted: Decimal

    def of(self, box: Box) -> Amounts:
        return self.boxes.get(box, Amounts())

    @property
    def owed(self) -> Decimal:
        return total(self.of(box).vat for box in OWED)

    @property
    def balance(self) -> Decimal:
        return self.owed - self.deducted

    @property
    def declared_owed(self) -> Decimal:
        return total(down(self.of(box).vat) for box in OWED)

    @property
    def declared_deducted(self) -> Decimal:
        return self.deducted.to_integral_value(ROUND_CEILING)

    @property
    def declared_balance(self) -> Decimal:
        return self.declared_owed - self.declared_deducted


def down(owed: Decimal) -> Decimal:
    """Return the whole euros that are declared as owed."""
    return owed.to_integral_value(ROUND_FLOOR)


def vat_return(books: Administration, period: Period) -> VatReturn:
    """Add up the posted lines of a period."""
    return add_up(figures(books, vat_lines(books, period)))


def add_up(found: Iterable[Figure]) -> VatReturn:
    """Add up figures per box."""
    boxes: dict[Box, Amounts] = {}
    deducted = NOTHING
    for one in found:
        sum_ = boxes.get(one.box, Amounts())
        boxes[one.box] = Amounts(sum_.net + one.net, sum_.vat + one.vat, sum_.lines + 1)
        deducted += one.deducted
    return VatReturn(boxes, deducted)
