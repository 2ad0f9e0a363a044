"""Who worked when: of the work order that is judged, and what is remembered of the others."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bonbrug.sync.fingerprints import fingerprint_of
from bonbrug.sync.model.history import KnownOrder
from bonbrug.sync.model.records import WorkOrder, as_period
from bonbrug.values.money import plain
from bonbrug.values.period_doubts import Period
from bonbrug.values.quantity import folded


@dataclass(frozen=True, slots=True)
class Worked:
    """One period of an employee, with the work order that it stands on."""

    row_id: str
    number: str
    employee: str
    period: Period


def work_of(order: WorkOrder) -> Iterator[Worked]:
    """Name the periods of which an employee and a day are known."""
    name = order.number or order.row_id
    for period in order.periods:
        if period.employee and period.day:
            yield Worked(order.row_id, name, period.employee, as_period(period))


def written_work(order: WorkOrder) -> str:
    """Write who worked when as JSON rows: employee, day, begin, end, break, total ('' for none)."""
    rows = [
        [one.employee, p.day, p.begin, p.end, p.pause, p.total]
        for one in work_of(order)
        for p in (one.period,)
    ]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def read_work(known: KnownOrder) -> Iterator[Worked]:
    """Read what `written_work` wrote."""
    for employee, *numbers in json.loads(known.work or "[]"):
        yield Worked(known.row_id, known.number, employee, Period(*numbers))


def days_of(order: WorkOrder) -> tuple[date, date] | None:
    """Return the first and the last day on which somebody worked; None when that is not known."""
    days = [date.fromordinal(one.period.day) for one in work_of(order)]
    return (min(days), max(days)) if days else None


def remembered(order: WorkOrder) -> dict[str, Any]:
    """Return what a job keeps of its work order for the others (sync/states/jobs.py)."""
    first, last = days_of(order) or (None, None)
    return {
        "likeness": likeness(order),
        "work": written_work(order),
        "worked_first": first,
        "worked_last": last,
    }


def likeness(order: WorkOrder) -> str:
    """Return a fingerprint that two work orders share when one seems to be the other again.

    Customer, day, and the same lines: hours of the same people at the same times. What is written
    beside them, and the number of the work order, do not count.
    """
    return fingerprint_of(
        [folded(order.customer.code), str(order.day), *sorted(_lines(order))],
    )


def _lines(order: WorkOrder) -> Iterable[str]:
    for period in order.periods:
        whole = (period.day, period.minutes, folded(period.hour_type), period.employee)
        yield repr((*map(str, whole), str(period.begin), str(period.end)))
    for line in order.materials:
        words = folded(line.code) or folded(line.name)
        yield repr((words, plain(line.quantity), plain(line.price)))
