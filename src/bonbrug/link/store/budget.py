"""How many calls a connection made on each side in a month."""

from collections.abc import Mapping
from datetime import datetime
from itertools import chain

from django.conf import settings
from django.db import connection as database

from bonbrug.link.models import Budget
from bonbrug.values.clock import accounting_day

# What is there grows by what comes: Django can only replace it.
SPEND = """
    INSERT INTO link_budget (connection_id, api, month, used) VALUES {places}
    ON CONFLICT (connection_id, api, month) DO UPDATE SET used = link_budget.used + excluded.used
"""


def month_of(now: datetime) -> str:
    """Return the month in which a call counts: ``2018-09``."""
    return accounting_day(now).strftime("%Y-%m")


def used_up(
    used: Mapping[str, int], allowed: Mapping[str, int | None], of_firm: int | None = None
) -> str:
    """Return the side that takes no more scheduled calls this month ('' when both do).

    `allowed`: how many the service of a side takes itself (None: it does not say). `of_firm`: the
    limit of this organisation alone (None: as for everybody).
    """
    limit = settings.BONBRUG_CALLS_PER_MONTH if of_firm is None else of_firm
    return next(
        (side for side, count in used.items() if count >= min(limit, allowed.get(side) or limit)),
        "",
    )


def spend(connection_id: int, calls: Mapping[str, int], now: datetime) -> None:
    """Add the calls of a run, by side; in the transaction of who has the lease."""
    rows = [(connection_id, side, month_of(now), count) for side, count in calls.items() if count]
    if rows:
        with database.cursor() as cursor:
            places = ", ".join(["(%s, %s, %s, %s)"] * len(rows))
            cursor.execute(SPEND.format(places=places), list(chain.from_iterable(rows)))


def this_month(connection_id: int, now: datetime) -> dict[str, int]:
    """Return the calls of this month by side."""
    mine = Budget.objects.filter(connection_id=connection_id, month=month_of(now))
    return dict(mine.values_list("api", "used"))
