"""What the timetable asks of the books."""

from datetime import datetime

from bonbrug.books.actions.access import forget_sessions


def tidy(now: datetime) -> None:
    """Let go of the sessions that programs never closed."""
    forget_sessions(now)
