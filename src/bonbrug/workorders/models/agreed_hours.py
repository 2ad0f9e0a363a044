"""Hours as they were written, as they were signed, and as they are charged by what was agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from bonbrug.values.charged_time import Way, rounded
from bonbrug.workorders.models.work_lines import WorkPeriod
from bonbrug.workorders.models.work_order import WorkOrder


@dataclass(frozen=True, slots=True)
class ThreeHours:
    """Minutes; `signed` is None when nobody signed, or when it was not kept then.

    `charged` follows the work order itself; an agreement with the customer in the link goes first.
    """

    written: int
    signed: int | None
    charged: int


def three_hours(order: WorkOrder, periods: Sequence[WorkPeriod]) -> ThreeHours:
    """Compare the hours of a work order; `periods` are its own, as they were read."""
    minutes = [period.total_minutes for period in periods]
    charged = charged_minutes(minutes, order.rounding_minutes, order.minimum_hours)
    return ThreeHours(sum(minutes), order.signed_minutes, charged)


def charged_minutes(minutes: Sequence[int], step: int, minimum_hours: Decimal) -> int:
    """Round each period up to whole steps (0: not at all), and make up to the minimum.

    Without any hours nothing is charged.
    """
    steps = [rounded(one, Way.UP, step) for one in minutes]
    minimum = int((minimum_hours * 60).to_integral_value(ROUND_CEILING))
    return max(sum(steps), minimum) if steps else 0
