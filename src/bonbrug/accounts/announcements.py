"""What the operator tells everybody: plain text in both languages, from one moment to another."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from bonbrug.accounts.models import Announcement
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import HOST, NewEvent, record

KEPT = timedelta(days=90)  # after their end, for who asks what was said


@dataclass(frozen=True, slots=True)
class Telling:
    """What to tell, and when; `until_at` is later than `from_at`."""

    dutch: str
    english: str
    from_at: datetime
    until_at: datetime


def announce(telling: Telling, now: datetime) -> Announcement:
    """Tell it to everybody in its time."""
    with transaction.atomic():
        made = Announcement.objects.create(
            dutch=telling.dutch,
            english=telling.english,
            from_at=telling.from_at,
            until_at=telling.until_at,
            made_at=now,
        )
        record(HOST, NewEvent(Kind.ANNOUNCED, details={"announcement": made.pk}), now)
    return made


def withdraw(pk: int, now: datetime) -> bool:
    """Tell it no more; False when it is not there."""
    with transaction.atomic():
        gone = bool(Announcement.objects.filter(pk=pk).delete()[0])
        if gone:
            record(HOST, NewEvent(Kind.ANNOUNCEMENT_ENDED, details={"announcement": pk}), now)
    return gone


def not_over(now: datetime) -> QuerySet[Announcement]:
    """Return what is told now or will be."""
    return Announcement.objects.filter(until_at__gt=now).order_by("from_at", "pk")


def forget_old(now: datetime) -> int:
    """Remove what ended long ago; return how many."""
    return Announcement.objects.filter(until_at__lt=now - KEPT).delete()[0]
