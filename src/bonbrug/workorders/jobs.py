"""What the timetable asks of the work orders."""

from datetime import datetime

from bonbrug.workorders.actions.link_code import forget_codes
from bonbrug.workorders.actions.link_tablet import forget_tablets
from bonbrug.workorders.actions.take_back import let_go_due


def clean_up(now: datetime) -> None:
    """Delete codes that were used or are old, and tablets of a year ago."""
    forget_codes(now)
    forget_tablets(now)


def tick(now: datetime) -> None:
    """Let go the work orders that nobody took back in time; one that is missed goes by reading."""
    let_go_due(now)
