"""Who worked when, over all work orders known: of this run as they are now, of others as kept."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from bonbrug.sync.judging.work import Worked, days_of, read_work, work_of
from bonbrug.sync.model.records import WorkOrder
from bonbrug.sync.ports.history import History

DAY = timedelta(days=1)  # a night begins on the day before
AT_ONCE = timedelta(days=100)  # work of long ago is looked up by itself


class Diary:
    """Read when it is first needed, for the days of all work orders of the run together."""

    def __init__(self, history: History, orders: Mapping[str, WorkOrder], today: date) -> None:
        self.history, self.orders, self.today = history, orders, today
        self._kept: dict[str, list[Worked]] = {}  # by the work order that it stands on
        self._read: list[tuple[date, date]] = []
        self._by_day: dict[tuple[str, int], list[Worked]] = {}

    def beside(self, order: WorkOrder) -> tuple[Worked, ...]:
        """Return what the same employees did on other work orders around these days."""
        days = days_of(order)
        if days is None:
            return ()
        self._look_up(_around(days))
        found: dict[Worked, None] = {}
        for one in work_of(order):
            for day in range(one.period.day - 1, one.period.day + 2):
                found.update(dict.fromkeys(self._by_day.get((one.employee, day), ())))
        return tuple(one for one in found if one.row_id != order.row_id)

    def _look_up(self, days: tuple[date, date]) -> None:
        if any(first <= days[0] and days[1] <= last for first, last in self._read):
            return
        wanted = days if self._read else self._together(days)
        self._read.append(wanted)
        for known in self.history.worked_between(*wanted):
            if known.row_id not in self.orders:
                self._kept[known.row_id] = list(read_work(known))
        self._by_day = {}
        for one in self._all():
            self._by_day.setdefault((one.employee, one.period.day), []).append(one)

    def _together(self, days: tuple[date, date]) -> tuple[date, date]:
        """Return these days with those of every work order of the run that is not far away."""
        every = [_around(found) for order in self.orders.values() if (found := days_of(order))]
        near = [
            one for one in every
            if self.today - AT_ONCE <= one[0] and one[1] <= self.today + AT_ONCE
        ]  # fmt: skip
        firsts, lasts = zip(days, *near, strict=True)
        return min(firsts), max(lasts)

    def _all(self) -> Iterator[Worked]:
        for kept in self._kept.values():
            yield from kept
        for order in self.orders.values():
            yield from work_of(order)


def _around(days: tuple[date, date]) -> tuple[date, date]:
    first, last = days
    before = first - DAY if first > date.min else first
    return before, last + DAY if last < date.max else last
