"""The table of the planning board: who in the rows, days or hours in the columns."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from bonbrug.workorders.pages.office.board_card_html import CardHtml
from bonbrug.workorders.pages.office.board_cards import Cards
from bonbrug.workorders.pages.office.board_columns import (
    Column,
    Key,
    days_of,
    hour_of,
    hours_of,
)
from bonbrug.workorders.pages.office.board_span import DAY, Span
from bonbrug.workorders.reports.board import Board, Person
from bonbrug.workorders.reports.job import Job

MOST = 8  # cards in a cell; what does not fit is counted
Placed = Mapping[tuple[int | None, Key], Sequence[Job]]


@dataclass(frozen=True, slots=True)
class Cell:
    """The cards of somebody on a day or in an hour, and how many more there are."""

    column: Column
    cards: SafeString
    more: int


@dataclass(frozen=True, slots=True)
class Row:
    """The work of one employee; without one, the work that nobody was chosen for."""

    who: Person | None
    cells: Sequence[Cell]

    @property
    def key(self) -> str:
        return str(self.who.pk) if self.who else ""

    @property
    def can_get(self) -> bool:
        """Tell whether a card can be put here."""
        return self.who is None or self.who.active

    @property
    def is_empty(self) -> bool:
        return not any(cell.cards for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    columns: Sequence[Column]
    rows: Sequence[Row]


class _Cells:
    """Draws the cells of one board."""

    def __init__(self, placed: Placed, cards: Cards) -> None:
        self._placed, self._cards, self._drawer = placed, cards, CardHtml()

    def of(self, who: Person | None, column: Column) -> Cell:
        jobs = self._placed.get((who.pk if who else None, column.key), [])
        shown = (self._cards.of(job, column.day) for job in jobs[:MOST])
        drawn = format_html_join("", "{}", ((self._drawer.draw(card),) for card in shown))
        return Cell(column, drawn, max(0, len(jobs) - MOST))


def grid_of(board: Board, span: Span, cards: Cards) -> Grid:
    """Put the work orders of a day or a week in the cells where they belong."""
    columns = (hours_of if span.kind == DAY else days_of)(board.jobs, span)
    cells = _Cells(_placed(board.jobs, span), cards)
    people: list[Person | None] = [None, *board.people]
    rows = [Row(who, [cells.of(who, column) for column in columns]) for who in people]
    return Grid(columns, rows)


def _placed(jobs: Sequence[Job], span: Span) -> Placed:
    placed: dict[tuple[int | None, Key], list[Job]] = defaultdict(list)
    first, last = span.first, span.last
    for job in jobs:
        keys: Sequence[Key] = job.days(first, last)
        for key in [hour_of(job, span)] if span.kind == DAY else keys:
            placed[job.employee, key].append(job)
    return placed
