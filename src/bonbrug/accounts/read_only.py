"""Read only for a while, such as during an upgrade: everything can be read, nothing is changed.

It stands in the database, so it holds for every process at once, and for a backup that is put
back. Sessions, signing in and the security log go on; what was due waits, and nothing is lost.
"""

from datetime import datetime

from django.db import transaction

from bonbrug.accounts.models import ReadOnly
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import HOST, NewEvent, record

ONE = 1


def since() -> datetime | None:
    """Return since when nothing may be changed; None when everything may."""
    return ReadOnly.objects.values_list("since", flat=True).first()


def is_on() -> bool:
    """Tell whether nothing may be changed now."""
    return since() is not None


def turn_on(now: datetime) -> bool:
    """Let nothing be changed from now on; False when that was so already."""
    with transaction.atomic():
        _row, made = ReadOnly.objects.get_or_create(pk=ONE, defaults={"since": now})
        if made:
            record(HOST, NewEvent(Kind.READ_ONLY_BEGAN), now)
    return made


def turn_off(now: datetime) -> bool:
    """Let everything be changed again; False when that was so already."""
    with transaction.atomic():
        ended = bool(ReadOnly.objects.all().delete()[0])
        if ended:
            record(HOST, NewEvent(Kind.READ_ONLY_ENDED), now)
    return ended
