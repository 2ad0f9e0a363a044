"""The writes of a lease, as SQL: every run makes some and every write of a run is behind one.

Django takes ten times as long to write them as the database to carry them out. All moments are of
the clock of the database; the rule for them stands in lease.py.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection as database

Held = tuple[int, str, int]  # connection, owner, epoch
# The moment so many seconds from now, by vendor.
MOMENT = {
    "sqlite": "STRFTIME('%%Y-%%m-%%d %%H:%%M:%%f', 'NOW', %s)",
    "postgresql": "STATEMENT_TIMESTAMP() + CAST(%s AS interval)",
}
TAKE = """
    UPDATE link_lease SET owner = %s, epoch = epoch + 1, expires_at = {moment}
    WHERE connection_id = %s AND (expires_at < {moment} OR expires_at > {moment})
        AND NOT EXISTS (SELECT 1 FROM accounts_readonly)
"""
MOVE = """
    UPDATE link_lease SET expires_at = {moment}
    WHERE connection_id = %s AND owner = %s AND epoch = %s AND expires_at >= {moment}
"""
FREE = """
    UPDATE link_lease SET owner = '', expires_at = %s
    WHERE connection_id = %s AND owner = %s AND epoch = %s AND expires_at >= {moment}
"""


def take(connection_id: int, owner: str, *, lasts: timedelta, latest: timedelta) -> bool:
    """Make a free lease the owner's; one that ends later than `latest` from now is free too.

    While everything is read only none is: asked here, it costs no question of its own.
    """
    ends, now, too_late = (_from_now(delay) for delay in (lasts, timedelta(0), latest))
    return carry_out(TAKE, [owner, ends, connection_id, now, too_late])


def move(held: Held, *, lasts: timedelta, lost: timedelta) -> bool:
    """Move the end of a lease that did not run out longer than `lost` ago."""
    return carry_out(MOVE, [_from_now(lasts), *held, _from_now(-lost)])


def free(held: Held, *, ended: datetime, lost: timedelta) -> bool:
    """Give back a lease that did not run out longer than `lost` ago; it `ended` then."""
    moment = database.ops.adapt_datetimefield_value(ended)
    return carry_out(FREE, [moment, *held, _from_now(-lost)])


def carry_out(statement: str, values: Sequence[str | int | None]) -> bool:
    """Tell whether it changed the row."""
    with database.cursor() as cursor:
        cursor.execute(statement.format(moment=MOMENT[database.vendor]), values)
        return bool(cursor.rowcount)


def _from_now(delay: timedelta) -> str:
    return f"{delay.total_seconds():+.3f} seconds"
