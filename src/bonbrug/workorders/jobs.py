"""What the timetable asks of the work orders."""

from datetime import datetime

from bonbrug.workorders.actions.link_code import forget_codes
from bonbrug.workorders.actions.link_tablet import forget_tablets


def tidy(now: datetime) -> None:
    """Let go of codes that were used or are old, and of tablets of a year ago."""
    forget_codes(now)
    forget_tablets(now)
