"""A work order as a card of the planning board: when, for whom, what; and which two overlap."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from bonbrug.values.time_text import minute_of_day
from bonbrug.workorders.models import Status

UNKNOWN = 60  # minutes: as long as a job counts when nobody said how long it is
HOUR = 60


@dataclass(frozen=True, slots=True)
class Job:
    """The columns of a work order that a card needs, under their own names."""

    pk: int
    number: str
    order_nr: str
    customer_name: str
    customer_city: str
    short_description: str
    type_of_work: str
    status: str
    employee: int | None
    work_date: date | None
    work_end_date: date | None
    work_time: time | None
    work_end_time: time | None
    duration_minutes: int | None

    @property
    def name(self) -> str:
        return self.number or self.order_nr

    @property
    def what(self) -> str:
        return self.short_description or self.type_of_work

    @property
    def is_open(self) -> bool:
        return self.status in (Status.READY, Status.PICKED_UP)

    @property
    def last_day(self) -> date | None:
        """Its last day; an end before the begin counts as one day."""
        if self.work_date is None or self.work_end_date is None:
            return self.work_date
        return max(self.work_date, self.work_end_date)

    @property
    def starts(self) -> int | None:
        """Minutes after midnight, None when no time was said."""
        return _minutes(self.work_time)

    @property
    def minutes(self) -> int | None:
        """How long it takes as far as anybody said: its length, or begin and end on one day."""
        ends = _minutes(self.work_end_time)
        if self.duration_minutes or self.starts is None or ends is None:
            return self.duration_minutes or None
        one_day = self.last_day == self.work_date
        return ends - self.starts if one_day and ends > self.starts else None

    def days(self, first: date, last: date) -> list[date]:
        """Return its days between these two, both included."""
        if self.work_date is None or self.last_day is None:
            return []
        begin, end = max(self.work_date, first), min(self.last_day, last)
        return [begin + timedelta(days=number) for number in range((end - begin).days + 1)]


def _minutes(moment: time | None) -> int | None:
    return None if moment is None else minute_of_day(moment)


def overlapping(jobs: Iterable[Job]) -> dict[int, str]:
    """Return key → name of another open job of the same employee at the same time."""
    days: dict[object, list[Job]] = defaultdict(list)
    for job in jobs:
        if job.is_open and job.employee is not None and job.starts is not None:
            days[job.employee, job.work_date].append(job)
    told: dict[int, str] = {}
    for together in days.values():
        told.update(_overlapping(together))
    return told


def _overlapping(jobs: list[Job]) -> dict[int, str]:
    told: dict[int, str] = {}
    longest: tuple[int, Job] | None = None
    for job in sorted(jobs, key=lambda one: (one.starts or 0, one.pk)):
        starts = job.starts or 0
        ends = starts + (job.minutes or UNKNOWN)
        if longest is not None and starts < longest[0]:
            told[job.pk] = longest[1].name
            told.setdefault(longest[1].pk, job.name)
        if longest is None or ends > longest[0]:
            longest = ends, job
    return told
