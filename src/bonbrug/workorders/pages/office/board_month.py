"""A month of the planning board: weeks below each other, of each day how much there is."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bonbrug.workorders.pages.office.board_cards import Card, Cards
from bonbrug.workorders.pages.office.board_columns import Column, days_of
from bonbrug.workorders.pages.office.board_span import WEEK, Span
from bonbrug.workorders.reports.board import Board
from bonbrug.workorders.reports.job import Job
from bonbrug.workorders.reports.week import DAYS

MOST = 3  # short cards on a day


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of the month with its first work orders, and how many more there are."""

    column: Column
    cards: Sequence[Card]
    more: int


@dataclass(frozen=True, slots=True)
class Week:
    """A row; `query` is the address of this week alone."""

    number: int
    query: str
    days: Sequence[MonthDay]


def month_of(board: Board, span: Span, cards: Cards) -> list[Week]:
    """Put the work orders of a month on their days."""
    placed: dict[date, list[Job]] = defaultdict(list)
    first, last = span.first, span.last
    for job in board.jobs:
        for day in job.days(first, last):
            placed[day].append(job)
    cells = []
    for column in days_of(board.jobs, span):
        jobs = placed[column.day]
        shown = [cards.of(job, column.day) for job in jobs[:MOST]]
        cells.append(MonthDay(column, shown, len(jobs) - len(shown)))
    return [_week(cells[at : at + DAYS], span) for at in range(0, len(cells), DAYS)]


def _week(days: Sequence[MonthDay], span: Span) -> Week:
    monday = days[0].column.day
    return Week(monday.isocalendar().week, span.of(WEEK).on(monday).query, days)
