"""What the hours and materials of a work order come to, for showing only.

The invoice is made in the books; their prices and VAT decide.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from bonbrug.values.money import NOTHING, spread, times, total
from bonbrug.values.quantity import charged_hours, folded, hours
from bonbrug.workorders.models import HourType, MaterialLine, WorkOrder, WorkPeriod


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
    """Add up a work order with the prices of its company, as its invoice will.

    The minutes of one hour type are rounded as a whole, and the amounts of its periods add up.
    """
    types = {folded(one.code): one for one in order.company.hour_types.all()}
    people = {one.number: one.name for one in order.company.employees.all()}
    periods = list(order.periods.all())
    amounts = _amounts(periods, types)
    lines = [
        HoursLine(
            period,
            kind.name if (kind := types.get(folded(period.hour_type))) else period.hour_type,
            people.get(period.employee_number, period.employee_number),
            hours(timedelta(minutes=period.total_minutes)),
            kind.sale_price if kind else None,
            amounts.get(period.pk),
        )
        for period in periods
    ]
    return _sum(lines, tuple(order.materials.all()))


def _amounts(periods: list[WorkPeriod], types: Mapping[str, HourType]) -> dict[int, Decimal]:
    """Return the amount of each period whose hour type is known, by its id."""
    found: dict[int, Decimal] = {}
    for key, kind in types.items():
        mine = [one for one in periods if folded(one.hour_type) == key]
        minutes = [one.total_minutes for one in mine]
        whole = times(charged_hours(sum(minutes), kind.sale_price), kind.sale_price)
        parts = spread(whole, minutes) if any(minutes) else [NOTHING] * len(mine)
        found.update(zip((one.pk for one in mine), parts, strict=True))
    return found


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
