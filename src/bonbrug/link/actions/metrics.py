"""How well the link keeps up and what it holds, in numbers; no names, nothing per connection."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.db.models import Count, Min, Model, Q, QuerySet

from bonbrug.link import store
from bonbrug.link.actions import dispatching
from bonbrug.link.models import Connection, Digest, ExportJob, Item, Notice, Reconciliation, Run

RECENTLY = timedelta(hours=1)
Seconds = float
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Lag:
    """Ages in seconds of the oldest of each kind; None when there is none."""

    late: Seconds | None
    mail: Seconds | None
    run: Seconds | None
    reconciliation: Seconds | None


@dataclass(frozen=True, slots=True)
class Totals:
    """What the tables hold. `jobs` by state, `runs` that began in the last hour by outcome."""

    connections: int
    stopped: int
    paused: int
    items: int
    jobs: dict[str, int] = field(default_factory=dict)
    runs: dict[str, int] = field(default_factory=dict)


def lag(now: datetime) -> Lag:
    """Look at what should have been done by now."""
    return Lag(
        late=_age(now, _oldest(_due(now), "due_at")),
        mail=_age(now, *_waiting_mail()),
        run=_age(now, _oldest(_going(), "started_at")),
        reconciliation=_age(now, _oldest(_asked(), "asked_at")),
    )


def _due(now: datetime) -> QuerySet[Connection]:
    """What has its turn and is not at work; silent ones have a bound of their own."""
    mine = dispatching.due(now).filter(silent_times=0, due_at__lte=now)
    return mine.exclude(lease__in=store.leased())


def _waiting_mail() -> list[datetime | None]:
    """The oldest mail that was not taken, and the oldest item that stands in no mail yet."""
    if not settings.BONBRUG_SMTP_URL:
        return []
    living = {"connection__deleted_at": None}
    unsent = Digest.objects.filter(sent_at=None, **living)
    return [
        _oldest(unsent, "made_at"),
        _oldest(Notice.objects.filter(digest=None, **living), "made_at"),
    ]


def _going() -> QuerySet[Run]:
    """Runs without an end: at work, or left by a worker that died and taken up by nobody.

    One that a stopped connection left is closed when a person lets it run again.
    """
    at_work = Q(connection__in=store.leased().values("connection"))
    return Run.objects.filter(at_work | Q(connection__in=dispatching.able()), finished_at=None)


def _asked() -> QuerySet[Reconciliation]:
    return Reconciliation.objects.filter(finished_at=None, connection__deleted_at=None)


def _oldest(rows: QuerySet[Row], moment: str) -> datetime | None:
    found: datetime | None = rows.order_by().aggregate(oldest=Min(moment))["oldest"]
    return found


def _age(now: datetime, *moments: datetime | None) -> Seconds | None:
    there = [moment for moment in moments if moment]
    return max(0.0, (now - min(there)).total_seconds()) if there else None


def totals(now: datetime) -> Totals:
    """Count what there is, in a handful of questions."""
    living = Connection.objects.filter(deleted_at=None)
    runs = Run.objects.filter(dry_run=False, started_at__gte=now - RECENTLY)
    return Totals(
        connections=living.count(),
        stopped=living.exclude(breaker="").count(),
        paused=living.filter(exports_paused_until__gt=now).count(),
        items=Item.objects.filter(closed_at=None, connection__in=living).count(),
        jobs=_by(ExportJob.objects.values_list("state").annotate(count=Count("pk")).order_by()),
        runs=_by(runs.values_list("outcome").annotate(count=Count("pk")).order_by()),
    )


def _by(rows: Iterable[tuple[str, int]]) -> dict[str, int]:
    return {str(word) or "going": count for word, count in rows}
