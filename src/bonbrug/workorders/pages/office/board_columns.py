"""The columns of the planning board: the days of a week or a month, or the hours of a day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bonbrug.workorders.pages.office.board_span import DAY, Span
from bonbrug.workorders.reports.job import HOUR, Job

DAY_BEGINS, DAY_ENDS = 7, 17
UNTIMED = -1
Key = date | int


@dataclass(frozen=True, slots=True)
class Column:
    """A day or an hour; `words` say it aloud, `begin` is the time that a card gets there.

    `key` finds what belongs in it. `query` is the address of that day alone, `pick` of the same
    week around it.
    """

    key: Key
    day: date
    head: str
    words: str
    more: str = ""
    query: str = ""
    pick: str = ""
    begin: str | None = None
    is_today: bool = False
    is_chosen: bool = False
    is_weekend: bool = False
    count: int = 0

    @property
    def css(self) -> str:
        """Return the classes of its cells."""
        marks = {
            "today": self.is_today,
            "weekend": self.is_weekend,
            "unused": self.is_weekend and not self.count,
            "chosen": self.is_chosen,
        }
        return " ".join(name for name, is_so in marks.items() if is_so)

    @property
    def iso(self) -> str:
        return self.day.isoformat()


def days_of(jobs: Iterable[Job], span: Span) -> list[Column]:
    """Return the days of a span, each with how many work orders are done on it."""
    first, last = span.first, span.last
    counted = Counter(day for job in jobs for day in job.days(first, last))
    return [
        Column(
            key=one,
            day=one,
            head=date_format(one, "D"),
            words=date_format(one, "l j F"),
            more=date_format(one, "j b"),
            query=span.of(DAY).on(one).query,
            pick=span.on(one).query,
            is_today=one == span.today,
            is_chosen=one == span.day,
            is_weekend=one.weekday() > 4,
            count=counted[one],
        )
        for one in span.days
    ]


def hours_of(jobs: Iterable[Job], span: Span) -> list[Column]:
    """Return the hours of a working day, and of the work outside it; first what has no hour."""
    hours = {hour_of(job, span) for job in jobs} - {UNTIMED}
    begins, ends = min({DAY_BEGINS, *hours}), max({DAY_ENDS, *hours})
    untimed = Column(UNTIMED, span.day, _("no time"), _("no time"), begin="")
    return [untimed, *(_at(hour, span) for hour in range(begins, ends + 1))]


def _at(hour: int, span: Span) -> Column:
    begin = f"{hour:02}:00"
    return Column(hour, span.day, begin, begin, begin=begin)


def hour_of(job: Job, span: Span) -> int:
    """Return the hour in which it begins; a later day of a longer job has none."""
    if job.starts is None or job.work_date != span.day:
        return UNTIMED
    return job.starts // HOUR
