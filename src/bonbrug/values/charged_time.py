"""From minutes that were worked to minutes that are charged."""

from dataclasses import dataclass
from enum import StrEnum

STEPS = (1, 5, 6, 10, 15, 30)  # minutes


class Way(StrEnum):
    """To which step minutes are rounded; a half goes up."""

    EXACT = "exact"
    UP = "up"
    NEAREST = "nearest"


class Per(StrEnum):
    """What is rounded as a whole."""

    PERIOD = "period"
    DAY = "day"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Rounding:
    """A rule for charged time; `step` is in minutes."""

    way: Way = Way.EXACT
    step: int = 15
    per: Per = Per.PERIOD


NOT_ROUNDED = Rounding()


def rounded(minutes: int, way: Way, step: int) -> int:
    """Round minutes (0 or more) to whole steps; a step below 1 leaves them as they are."""
    if way is Way.EXACT or step < 1:
        return minutes
    if way is Way.UP:
        return -(-minutes // step) * step
    return (2 * minutes + step) // (2 * step) * step
