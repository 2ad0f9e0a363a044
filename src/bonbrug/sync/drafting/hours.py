"""Hours of a work order → what is charged: minutes until the last moment."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal

from bonbrug.sync.model.records import Product, WorkPeriod, as_period
from bonbrug.sync.model.settings import LinesPer, SyncSettings
from bonbrug.values.charged_time import Per, Rounding, charged, charged_parts
from bonbrug.values.quantity import charged_hours, folded
from bonbrug.values.time_text import clock

Named = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Worked:
    """A period with its product; `minutes` are those that are charged, `place` is its line."""

    place: int
    period: WorkPeriod
    product: Product
    minutes: int


@dataclass(frozen=True, slots=True)
class HoursLine:
    """A line of hours: what it is made of, and the hours that are charged for it."""

    worked: tuple[Worked, ...]
    quantity: Decimal

    @property
    def first(self) -> Worked:
        return self.worked[0]


def rounded(worked: Sequence[Worked], rule: Rounding) -> list[Worked]:
    """Round the charged minutes by period, day or all together."""
    wholes = [_whole(rule.per, one) for one in worked]
    minutes = charged([one.minutes for one in worked], wholes, rule)
    return [replace(one, minutes=mine) for one, mine in zip(worked, minutes, strict=True)]


def _whole(per: Per, one: Worked) -> int | date | None:
    if per is Per.PERIOD:
        return one.place
    return one.period.day if per is Per.DAY else None


def lines_of(worked: Sequence[Worked], lines_per: LinesPer) -> Iterator[HoursLine]:
    """Yield the lines in the order of the work order; what is rounded to nothing is no line."""
    groups: dict[tuple[object, ...], list[Worked]] = {}
    for one in worked:
        groups.setdefault(_line_of(one, lines_per), []).append(one)
    lines = [tuple(group) for group in groups.values() if sum(one.minutes for one in group)]
    made = {line.first.place: line for kind in _by_type(lines) for line in _priced(kind)}
    yield from (made[place] for place in sorted(made))


def _line_of(one: Worked, lines_per: LinesPer) -> tuple[object, ...]:
    kind = folded(one.product.code)
    if lines_per is LinesPer.PERIOD:
        return (kind, one.place)
    return (kind, one.period.day) if lines_per is LinesPer.DAY else (kind,)


def _by_type(lines: Iterable[tuple[Worked, ...]]) -> Iterable[list[tuple[Worked, ...]]]:
    types: dict[str, list[tuple[Worked, ...]]] = {}
    for line in lines:
        types.setdefault(folded(line[0].product.code), []).append(line)
    return types.values()


def _priced(lines: Sequence[tuple[Worked, ...]]) -> list[HoursLine]:
    """Let the lines of one hour type make the amount of all its minutes, or take them together."""
    price = lines[0][0].product.price
    minutes = [sum(one.minutes for one in line) for line in lines]
    quantities = charged_parts(minutes, price)
    if quantities is None or not all(quantities):
        whole = tuple(one for line in lines for one in line)
        return [HoursLine(whole, charged_hours(sum(minutes), price))]
    return [HoursLine(*each) for each in zip(lines, quantities, strict=True)]


def text_of(line: HoursLine, choices: SyncSettings, named: Named, day_format: str) -> str:
    """Return the text of a line: its product, and of its periods what the connection wants."""
    periods = [one.period for one in line.worked]
    days = (f"{period.day:{day_format}}" for period in periods if period.day)
    names = (named(period.employee) for period in periods if period.employee)
    pieces = [*_each(days, wanted=choices.line_dates), *_each(names, wanted=choices.line_names)]
    remarks = _each((period.remark for period in periods), wanted=choices.line_remarks)
    rows = (line.first.product.description, ", ".join(pieces), *remarks)
    return "\n".join(row for row in rows if row)


def _each(texts: Iterable[str], *, wanted: bool) -> list[str]:
    return list(dict.fromkeys(filter(None, texts))) if wanted else []


@dataclass(frozen=True, slots=True)
class Compared:
    """Minutes as written (begin, end, break), as signed for (total) and as billed."""

    written: int = 0
    signed: int = 0
    billed: int = 0

    @property
    def differ(self) -> bool:
        return len({self.written, self.signed, self.billed}) > 1

    @property
    def facts(self) -> dict[str, str]:
        """Return them as hours and minutes."""
        return {name: clock(each) for name, each in asdict(self).items()}


NO_HOURS = Compared()


def compared(periods: Sequence[WorkPeriod], billed: int) -> Compared:
    """Lay the hours of a work order beside each other."""
    written = sum(max(0, as_period(period).worked) for period in periods)
    return Compared(written, sum(period.minutes for period in periods), billed)
