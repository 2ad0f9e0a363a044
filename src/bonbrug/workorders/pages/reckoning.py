"""What the hours and materials of a work order come to, for showing only.

The invoice is made in the books; their prices and VAT decide.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from bonbrug.values.money import times, total
from bonbrug.values.quantity import hours
from bonbrug.workorders.models import MaterialLine, WorkOrder, WorkPeriod


@dataclass(frozen=True, slots=True)
class HoursLine:
    """One period with the name and price of its hour type (None when the type is not known)."""

    period: WorkPeriod
    hour_type: str
    employee: str
    hours: Decimal
    price: Decimal | None
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Sum:
    """Everything on a work order, in hours and in euros excluding VAT."""

    periods: tuple[HoursLine, ...]
    materials: tuple[MaterialLine, ...]
    hours: Decimal
    amount: Decimal
    complete: bool


def reckon(order: WorkOrder) -> Sum:
    """Add up a work order with the prices of its company."""
    types = {one.code: one for one in order.company.hour_types.all()}
    people = {one.number: one.name for one in order.company.employees.all()}
    lines = []
    for period in order.periods.all():
        kind = types.get(period.hour_type)
        worked = hours(timedelta(minutes=period.total_minutes))
        price = kind.sale_price if kind else None
        lines.append(
            HoursLine(
                period,
                kind.name if kind else period.hour_type,
                people.get(period.employee_number, period.employee_number),
                worked,
                price,
                None if price is None else times(worked, price),
            )
        )
    return _sum(lines, tuple(order.materials.all()))


def _sum(lines: list[HoursLine], materials: tuple[MaterialLine, ...]) -> Sum:
    minutes = sum(line.period.total_minutes for line in lines)
    amounts = [line.amount for line in lines if line.amount is not None]
    return Sum(
        tuple(lines),
        materials,
        hours(timedelta(minutes=minutes)),
        total([*amounts, *(line.amount for line in materials)]),
        complete=len(amounts) == len(lines),
    )
