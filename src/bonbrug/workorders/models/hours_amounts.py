"""What the hours of a work order come to at the prices of its company."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from bonbrug.values.discounts import WHOLE, discounted
from bonbrug.values.money import NOTHING, spread, times, total
from bonbrug.values.quantity import charged_hours, folded
from bonbrug.workorders.models.company import Company
from bonbrug.workorders.models.hour_type import HourType
from bonbrug.workorders.models.work_lines import WorkPeriod


def hour_types_of(company: Company) -> dict[str, HourType]:
    """Return the hour types of the company by folded code."""
    return {folded(one.code): one for one in company.hour_types.all()}


def hours_amounts(
    periods: Sequence[WorkPeriod], types: Mapping[str, HourType]
) -> dict[int, Decimal]:
    """Return the amount of each period whose hour type is known, by its id.

    The minutes of one hour type are rounded as a whole, and the amounts of its periods add up.
    """
    found: dict[int, Decimal] = {}
    for key, kind in types.items():
        mine = [one for one in periods if folded(one.hour_type) == key]
        minutes = [one.total_minutes for one in mine]
        whole = times(charged_hours(sum(minutes), kind.sale_price), kind.sale_price)
        parts = spread(whole, minutes) if any(minutes) else [NOTHING] * len(mine)
        found.update(zip((one.pk for one in mine), parts, strict=True))
    return found


def discount_of(amounts: Iterable[Decimal], percentage: Decimal) -> Decimal:
    """Return what the discount of a work order takes off the amounts of its hours, in cents."""
    if not percentage:
        return NOTHING
    return discounted(Decimal(1), total(amounts), WHOLE - percentage)
