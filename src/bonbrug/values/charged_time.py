"""From minutes that were worked to minutes that are charged."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum

from bonbrug.values.money import CENT, NOTHING, spread, times
from bonbrug.values.quantity import CHARGED_PLACES, charged_hours

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


NEAR = (0, 1, -1, 2, -2, 3, -3)  # ten-thousandths of an hour
FARTHEST = 3
NOT_ROUNDED = Rounding()


def rounded(minutes: int, way: Way, step: int) -> int:
    """Round minutes (0 or more) to whole steps; a step below 1 leaves them as they are."""
    if way is Way.EXACT or step < 1:
        return minutes
    if way is Way.UP:
        return -(-minutes // step) * step
    return (2 * minutes + step) // (2 * step) * step


def charged(minutes: Sequence[int], wholes: Sequence[Hashable], rule: Rounding) -> list[int]:
    """Round the minutes of periods, those with the same whole together.

    What a whole gains or loses goes to its longest period, then to the next one.
    """
    found = list(minutes)
    members: dict[Hashable, list[int]] = {}
    for place, whole in enumerate(wholes):
        members.setdefault(whole, []).append(place)
    for places in members.values():
        together = sum(minutes[place] for place in places)
        change = rounded(together, rule.way, rule.step) - together
        for place in sorted(places, key=lambda place: -minutes[place]):
            part = max(change, -minutes[place])
            found[place] += part
            change -= part
    return found


def charged_parts(minutes: Sequence[int], price: Decimal) -> list[Decimal] | None:
    """Return minutes as hours with four places whose amounts add up to that of all minutes.

    None where no such quantities lie near: a ten-thousandth of an hour costs more than a cent.
    """
    target = times(charged_hours(sum(minutes), price), price)
    shares = spread(target, minutes) if any(minutes) else [NOTHING] * len(minutes)
    quantities = [_hours_for(*each, price) for each in zip(minutes, shares, strict=True)]
    if sum(times(quantity, price) for quantity in quantities) == target:
        return quantities
    return _balanced(quantities, shares, price)


def _hours_for(minutes: int, amount: Decimal, price: Decimal) -> Decimal:
    """Return the hours nearest to the minutes that cost this amount; the nearest where none do."""
    nearest = (Decimal(minutes) / 60).quantize(CHARGED_PLACES, rounding=ROUND_HALF_UP)
    if not price or times(nearest, price) == amount:
        return nearest
    edge = CENT / 2 if times(nearest, price) > amount else -CENT / 2
    inward = ROUND_FLOOR if edge > 0 else ROUND_CEILING
    found = ((amount + edge) / price).quantize(CHARGED_PLACES, rounding=inward)
    tried = (found, found - CHARGED_PLACES)  # the upper edge itself is rounded up to the next cent
    return next((one for one in tried if one >= 0 and times(one, price) == amount), nearest)


def _balanced(
    quantities: Sequence[Decimal], shares: Sequence[Decimal], price: Decimal
) -> list[Decimal] | None:
    """Move quantities a little until what one line is over, another is under; None when none fit.

    `ways` is how much the lines so far are over → the quantities with which they are.
    """
    ways: dict[Decimal, list[Decimal]] = {NOTHING: []}
    for quantity, share in zip(quantities, shares, strict=True):
        before, ways = ways, {}
        for step in NEAR:
            moved = max(quantity + step * CHARGED_PLACES, NOTHING)
            for over, chosen in before.items():
                now = over + times(moved, price) - share
                if now not in ways and abs(now) <= FARTHEST * price * CHARGED_PLACES:
                    ways[now] = [*chosen, moved]
    return ways.get(NOTHING)
