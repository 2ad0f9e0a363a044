"""What the hours and materials of a work order come to, for showing only.

The invoice is made in the books; their prices and VAT decide.
"""

from dataclasses import dataclass
from decimal import Decimal

from bonbrug.values.money import total
from bonbrug.values.quantity import folded
from bonbrug.workorders.models import MaterialLine, WorkOrder, WorkPeriod
from bonbrug.workorders.models.agreed_hours import ThreeHours, three_hours
from bonbrug.workorders.models.hours_amounts import discount_of, hour_types_of, hours_amounts


@dataclass(frozen=True, slots=True)
class HoursLine:
    """One period with the name and price of its hour type (None when the type is not known)."""

    period: WorkPeriod
    hour_type: str
    employee: str
    price: Decimal | None
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Sum:
    """Everything on a work order, in minutes and in euros excluding VAT.

    The amounts of the materials are less their discounts; `hours_discount` is what the discount of
    the whole work order takes off the hours.
    """

    periods: tuple[HoursLine, ...]
    materials: tuple[MaterialLine, ...]
    hours: ThreeHours
    hours_discount: Decimal
    amount: Decimal
    complete: bool


def reckon(order: WorkOrder) -> Sum:
    """Add up a work order with the prices of its company, as its invoice will."""
    types = hour_types_of(order.company)
    people = {one.number: one.name for one in order.company.employees.all()}
    periods = list(order.periods.all())
    amounts = hours_amounts(periods, types)
    lines = [
        HoursLine(
            period,
            kind.name if (kind := types.get(folded(period.hour_type))) else period.hour_type,
            people.get(period.employee_number, period.employee_number),
            kind.sale_price if kind else None,
            amounts.get(period.pk),
        )
        for period in periods
    ]
    return _sum(order, lines)


def _sum(order: WorkOrder, lines: list[HoursLine]) -> Sum:
    materials = tuple(order.materials.all())
    amounts = [line.amount for line in lines if line.amount is not None]
    less = discount_of(amounts, order.discount)
    return Sum(
        tuple(lines),
        materials,
        three_hours(order, [line.period for line in lines]),
        less,
        total([*amounts, *(line.amount for line in materials), -less]),
        complete=len(amounts) == len(lines),
    )
