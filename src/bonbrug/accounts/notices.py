"""The notices above every page: asked of the database in one go, once for a page."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet, Value

from bonbrug.accounts.models import Announcement, ReadOnly

NO_ANNOUNCEMENT = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """One announcement, in both languages."""

    pk: int
    dutch: str
    english: str
    from_at: datetime


@dataclass(frozen=True, slots=True)
class Notices:
    """Whether all is read only, and the announcements of this moment, the oldest first."""

    read_only: bool
    announcements: list[Notice]


def notices_at(now: datetime) -> Notices:
    """Return what everybody reads now."""
    rows = sorted(
        (Notice(*row) for row in _announcements(now).union(_read_only(), all=True)),
        key=lambda notice: (notice.from_at, notice.pk),
    )
    told = [notice for notice in rows if notice.pk != NO_ANNOUNCEMENT]
    return Notices(len(told) < len(rows), told)


def _announcements(now: datetime) -> QuerySet[Announcement, tuple[int, str, str, datetime]]:
    told = Announcement.objects.filter(from_at__lte=now, until_at__gt=now)
    return told.values_list("pk", "dutch", "english", "from_at")


def _read_only() -> QuerySet[ReadOnly, tuple[int, str, str, datetime]]:
    """The one row, in the shape of an announcement."""
    nothing = Value(NO_ANNOUNCEMENT), Value(""), Value("")
    return ReadOnly.objects.values_list(*nothing, F("since"))
