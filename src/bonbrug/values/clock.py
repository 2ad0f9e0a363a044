"""The only place that asks what time it is."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Return the moment, with its zone (UTC)."""
    return datetime.now(UTC)


def accounting_day(moment: datetime) -> date:
    """Return the date of a moment in the zone that Dutch books are kept in."""
    return moment.astimezone(AMSTERDAM).date()
