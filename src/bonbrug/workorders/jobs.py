"""What the timetable asks of the work orders."""

from datetime import datetime

from bonbrug.workorders.actions.forget_work import forget_work
from bonbrug.workorders.actions.link_code import forget_codes
from bonbrug.workorders.actions.link_tablet import forget_tablets
from bonbrug.workorders.actions.take_back import let_go_due


def clean_up(now: datetime) -> None:
    """Delete codes that were used or are old, tablets of a year ago, and work of eight years."""
    forget_codes(now)
    forget_tablets(now)
    forget_work(now)


def tick(now: datetime) -> None:
    """Let go the work orders that nobody took back in time; one that is missed goes by reading."""
    let_go_due(now)
