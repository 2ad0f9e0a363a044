"""Looking after the journal: is it whole, and what is older than it has to be."""

from datetime import datetime

from bonbrug.link.models import Connection
from bonbrug.link.store import journal
from bonbrug.link.store.journal import Verified, verify
from bonbrug.link.store.journal_hash import newest as newest_key

__all__ = ["Verified", "forget_old_events", "newest_key", "verify"]


def forget_old_events(connection: Connection, now: datetime) -> int:
    """Remove the events of more than seven years old, and tell that in the journal."""
    count = journal.forget(connection.pk, now)
    if count:
        event = journal.NewEvent("events_removed", "", {}, {"count": count}, who=journal.TERMINAL)
        journal.append(connection.pk, [event], now)
    return count
