"""Which connections do not run as they should: for who runs the program, of all firms at once."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db.models import Count, QuerySet

from bonbrug.link import store
from bonbrug.link.actions import dispatching
from bonbrug.link.models import Connection, silence


class Trouble(StrEnum):
    """What can be wrong, the most urgent first."""

    LATE = "late"  # its turn is long past, and nobody works on it
    STOPPED = "stopped"  # until a person of the firm does something
    UNREACHABLE = "unreachable"  # a service did not answer time and again; it is tried by itself
    HELD = "held"  # makes no invoices until a person releases them


# In the order of these: the oldest first, each with an index of its own.
ORDERS = {
    Trouble.LATE: "due_at",
    Trouble.STOPPED: "breaker",
    Trouble.UNREACHABLE: "silent_since",
    Trouble.HELD: "exports_paused_until",
}


def in_trouble(trouble: Trouble, now: datetime) -> QuerySet[Connection]:
    """Return the connections with this trouble; one of them may have another as well."""
    living = Connection.objects.filter(deleted_at=None)
    if trouble is Trouble.LATE:
        late = now - timedelta(seconds=settings.BONBRUG_LATE_SECONDS)
        due = dispatching.able().filter(silent_times=0, due_at__lt=late)
        return due.exclude(lease__in=store.leased())
    if trouble is Trouble.STOPPED:
        return living.filter(breaker__gt="")
    if trouble is Trouble.UNREACHABLE:
        often = silence.TOLD_AFTER
        return living.filter(silent_since__isnull=False, silent_times__gte=often, breaker="")
    return living.filter(exports_paused_until__gt=now)


def counts(now: datetime) -> dict[Trouble, int]:
    """Return how many connections have each trouble."""
    return {trouble: in_trouble(trouble, now).count() for trouble in Trouble}


def connections_of(firms: Collection[int]) -> dict[int, int]:
    """Return how many living connections each of these organisations has, none left out."""
    living = Connection.objects.filter(deleted_at=None)
    return _by_firm(living, firms)


def troubles_of(firms: Collection[int], now: datetime) -> dict[Trouble, dict[int, int]]:
    """Return for each trouble how many connections of these organisations have it."""
    return {trouble: _by_firm(in_trouble(trouble, now), firms) for trouble in Trouble}


def _by_firm(rows: QuerySet[Connection], firms: Collection[int]) -> dict[int, int]:
    mine = rows.filter(organisation__in=firms).order_by().values("organisation")
    return dict(mine.annotate(count=Count("pk")).values_list("organisation", "count"))
