"""Looking after the journal: is it whole, and what is older than it has to be."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet

from bonbrug.link.models import Connection, JournalHead
from bonbrug.link.store import journal
from bonbrug.link.store.journal import Verified, verify
from bonbrug.link.store.journal_hash import is_signed
from bonbrug.link.store.journal_hash import newest as newest_key

__all__ = [
    "Verified", "forget_old_events", "has_older_ends", "newest_key", "sign_ends", "signed_ends",
    "verify",
]  # fmt: skip


def forget_old_events(connection: Connection, now: datetime) -> int:
    """Remove the events of more than seven years old, and tell that in the journal."""
    count = journal.forget(connection.pk, now)
    if count:
        event = journal.NewEvent("events_removed", "", {}, {"count": count}, who=journal.TERMINAL)
        journal.append(connection.pk, [event], now)
    return count


def signed_ends() -> Counter[str]:
    """Return how many journals end in a signature of each key."""
    return Counter(_ends().values_list("key", flat=True))


def has_older_ends() -> bool:
    """Tell whether a journal ends, as it was left, in a signature of an older key."""
    return any(map(is_signed, _ends().exclude(key=newest_key())))


def sign_ends(told: Callable[[int], None]) -> list[int]:
    """Sign with the newest key the end of every journal that another signed.

    Returns the connections whose journal does not end as it was left; those are not signed.
    """
    broken, done = list[int](), 0
    for pk in list(_ends().exclude(key=newest_key()).order_by("pk").values_list("pk", flat=True)):
        if journal.sign_again(pk):
            done += 1
            told(done)
        else:
            broken.append(pk)
    return broken


def _ends() -> QuerySet[JournalHead]:
    return JournalHead.objects.filter(sequence__gt=0)
