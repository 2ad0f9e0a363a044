"""A work order on the planning board, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bonbrug.values.time_text import DAY, clock
from bonbrug.workorders.models import Company, Status
from bonbrug.workorders.pages.badges import COLOURS
from bonbrug.workorders.reports.board import Board
from bonbrug.workorders.reports.job import HOUR, Job, overlapping


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card; `notes` say what is wrong. Without `can_move` it stays where it is."""

    job: Job
    url: str
    move_url: str
    when: str
    state: str
    colour: str
    notes: Sequence[str]
    can_move: bool

    @property
    def begin(self) -> str:
        return f"{self.job.work_time:%H:%M}" if self.job.work_time else ""

    @property
    def length(self) -> str:
        """How long it is, as the form shows it."""
        minutes = self.job.duration_minutes
        return "" if minutes is None else clock(minutes)


class Cards:
    """Makes the cards of one board."""

    def __init__(self, company: Company, board: Board, today: date, query: str) -> None:
        self._today, self._query = today, query
        # An address for each of many cards is made by hand: to look each up takes longer.
        self._url = reverse("workorders:work_order", args=[company.pk, 0]).split("/0/")
        self._move = reverse("workorders:work_order_move", args=[company.pk, 0]).split("/0/")
        self._overlaps = overlapping(board.jobs)
        self._words = {status.value: str(status.label) for status in Status}

    def of(self, job: Job, day: date | None) -> Card:
        """Return the card of a work order as it stands on one of its days, or on none."""
        return Card(
            job=job,
            url=f"/{job.pk}/".join(self._url),
            move_url=f"/{job.pk}/".join(self._move) + self._query,
            when=_when(job, day),
            state=self._words.get(job.status, job.status),
            colour=COLOURS.get(Status(job.status), "secondary"),
            notes=self._notes(job, day),
            can_move=job.is_open and (day is None or day == job.work_date),
        )

    def _notes(self, job: Job, day: date | None) -> list[str]:
        notes = []
        if job.last_day is not None and job.last_day < self._today and job.is_open:
            notes.append(_("still open"))
        if job.pk in self._overlaps and day == job.work_date:
            notes.append(_("at the same time as %(name)s") % {"name": self._overlaps[job.pk]})
        return notes


def _when(job: Job, day: date | None) -> str:
    if job.work_date is None:
        return ""
    if day is None:
        return date_format(job.work_date, "D j b Y")
    if day != job.work_date:
        return _("since %(day)s") % {"day": date_format(job.work_date, "D j b")}
    return _hours(job)


def _hours(job: Job) -> str:
    if job.starts is None:
        return clock(job.minutes) if job.minutes else ""
    begin, ends = _clock(job.starts), job.starts + (job.minutes or 0)
    return f"{begin}–{_clock(ends % DAY)}" if job.minutes else begin


def _clock(minutes: int) -> str:
    return f"{minutes // HOUR:02}:{minutes % HOUR:02}"
