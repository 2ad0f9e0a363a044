"""What the timetable asks of the books."""

from datetime import datetime

from bonbrug.books.actions.access import forget_sessions


def clean_up(now: datetime) -> None:
    """Delete the sessions that programs never closed."""
    forget_sessions(now)
