"""What a person would look at in one period of work, before anybody pays for it.

Pure: the same periods give the same doubts. Limits (minutes) and examples stand in ``hours.json``,
so that whoever judges hours elsewhere passes the same table.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files

DAY = 24 * 60
NEVER = "over_a_day"  # more than 24 hours on one day is an error, whatever else is asked
_TABLE = json.loads(files("bonbrug.values").joinpath("hours.json").read_text("utf-8"))
LIMITS: dict[str, int] = _TABLE["limits"]


@dataclass(frozen=True, slots=True)
class Period:
    """Work of one employee: `day` counts days, all else is minutes; without times a total."""

    day: int
    begin: int | None = None
    end: int | None = None
    pause: int = 0
    total: int | None = None

    @property
    def span(self) -> int:
        """From begin to end; an end before the begin is on the next day."""
        return 0 if self.begin is None or self.end is None else (self.end - self.begin) % DAY

    @property
    def worked(self) -> int:
        return self.span - self.pause if self.begin is not None else self.total or 0


@dataclass(frozen=True, slots=True)
class Doubt:
    """`code` names the check; `minutes` is the length in question."""

    code: str
    minutes: int


def doubts_about(period: Period, others: Iterable[Period] = ()) -> tuple[Doubt, ...]:
    """Return what to ask; `others` are the same employee's periods around that day."""
    there = tuple(others)
    own = tuple(_of_itself(period))
    whole = [doubt for doubt in _of_the_day(period, there) if not own or doubt.code == NEVER]
    return (*own, *_beside(period, there), *whole)


def _of_itself(period: Period) -> Iterator[Doubt]:
    if period.begin is not None and period.begin == period.end:
        yield Doubt("same_times", 0)
        return
    if period.begin is not None and period.pause >= period.span:
        yield Doubt("break_too_long", period.pause)
    elif period.worked <= 0:
        yield Doubt("nothing", 0)
    if length := _too_long(period):
        yield Doubt(length, period.worked)
    both = period.begin is not None and period.total is not None
    if both and abs((period.total or 0) - period.worked) > LIMITS["slack"]:
        yield Doubt("total_differs", period.total or 0)


def _too_long(period: Period) -> str:
    begin, end = period.begin, period.end
    over_midnight = begin is not None and end is not None and end < begin
    if over_midnight and period.worked > LIMITS["night"]:
        return "long_night"
    return "long_period" if period.worked > LIMITS["period"] else ""


def _beside(period: Period, others: tuple[Period, ...]) -> Iterator[Doubt]:
    mine = _stretch(period)
    for theirs in filter(None, map(_stretch, others)):
        if mine and mine == theirs:
            yield Doubt("twice", period.worked)
            return
        if mine and mine[0] < theirs[1] and theirs[0] < mine[1]:
            yield Doubt("overlap", min(mine[1], theirs[1]) - max(mine[0], theirs[0]))
            return


def _stretch(period: Period) -> tuple[int, int] | None:
    if period.begin is None or not period.span:
        return None
    start = period.day * DAY + period.begin
    return start, start + period.span


def _of_the_day(period: Period, others: tuple[Period, ...]) -> Iterator[Doubt]:
    whole = period.worked + sum(each.worked for each in others if each.day == period.day)
    if whole > LIMITS["whole_day"]:
        yield Doubt(NEVER, whole)
    elif whole > LIMITS["day"]:
        yield Doubt("long_day", whole)
