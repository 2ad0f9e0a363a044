"""How many calls a connection made on each side this month, and whether it may make more."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db.models import F

from bonbrug.link.models import Budget
from bonbrug.link.store.lease import HeldLease
from bonbrug.values.clock import accounting_day


def month_of(now: datetime) -> str:
    """Return the month in which a call counts: ``2018-09``."""
    return accounting_day(now).strftime("%Y-%m")


def used_up(connection_id: int, now: datetime) -> str:
    """Return the side that takes no more scheduled calls this month ('' when both do)."""
    limit = settings.BONBRUG_CALLS_PER_MONTH
    mine = Budget.objects.filter(connection_id=connection_id, month=month_of(now))
    return mine.filter(used__gte=limit).values_list("api", flat=True).first() or ""


def spend(lease: HeldLease, calls: Mapping[str, int], now: datetime) -> None:
    """Add the calls of a run, by side."""
    with lease.fenced():
        for side, count in calls.items():
            if count:
                row, _ = Budget.objects.get_or_create(
                    connection_id=lease.connection_id, api=side, month=month_of(now)
                )
                Budget.objects.filter(pk=row.pk).update(used=F("used") + count)


def this_month(connection_id: int, now: datetime) -> dict[str, int]:
    """Return the calls of this month by side."""
    mine = Budget.objects.filter(connection_id=connection_id, month=month_of(now))
    return dict(mine.values_list("api", "used"))


def refused_by_service(connection_id: int, now: datetime, allowed: Mapping[str, int | None]) -> str:
    """Return the side whose service takes no more calls this month ('' when both do).

    `allowed`: how many each service takes (None: it does not say, and nothing is looked up).
    """
    told = {side: most for side, most in allowed.items() if most is not None}
    used = this_month(connection_id, now) if told else {}
    return next((side for side, most in told.items() if used.get(side, 0) >= most), "")
