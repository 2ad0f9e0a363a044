"""What stands above every page: asked of the database in one go, once for a page."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet, Value

from bonbrug.accounts.models import Announcement, ReadOnly

NO_ANNOUNCEMENT = 0


@dataclass(frozen=True, slots=True)
class Told:
    """One announcement, in both languages."""

    pk: int
    dutch: str
    english: str
    from_at: datetime


@dataclass(frozen=True, slots=True)
class ToldToAll:
    """Whether all is read only, and the announcements of this moment, the oldest first."""

    read_only: bool
    announcements: list[Told]


def told_to_all(now: datetime) -> ToldToAll:
    """Return what is told to everybody now."""
    rows = sorted(
        (Told(*row) for row in _announcements(now).union(_read_only(), all=True)),
        key=lambda told: (told.from_at, told.pk),
    )
    said = [told for told in rows if told.pk != NO_ANNOUNCEMENT]
    return ToldToAll(len(said) < len(rows), said)


def _announcements(now: datetime) -> QuerySet[Announcement, tuple[int, str, str, datetime]]:
    told = Announcement.objects.filter(from_at__lte=now, until_at__gt=now)
    return told.values_list("pk", "dutch", "english", "from_at")


def _read_only() -> QuerySet[ReadOnly, tuple[int, str, str, datetime]]:
    """The one row, in the shape of an announcement."""
    nothing = Value(NO_ANNOUNCEMENT), Value(""), Value("")
    return ReadOnly.objects.values_list(*nothing, F("since"))
