"""Saying yes to an invoice as a trial run showed it; it is made in the next run."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from bonbrug.accounts.models import User
from bonbrug.link import store
from bonbrug.link.actions.deciding import close_asked, wake_soon
from bonbrug.link.models import Connection, TrialInvoice
from bonbrug.link.store.journal import NewEvent, append, by


def approve_beforehand(
    connection: Connection, seen: TrialInvoice, user: User | None, now: datetime
) -> bool:
    """Invoice it as it was shown; False when it stands otherwise now, or was decided already.

    It holds for what was shown: when the work order, its customer, a price or the settings change
    before the next run, that run asks again.
    """
    with transaction.atomic():
        job_id = store.approve_beforehand(connection.pk, seen, now)
        if job_id is None:
            return False
        number = seen.work_order_number or seen.row_id
        told = NewEvent("job_approved", number, {}, {"row_id": seen.row_id}, by(user))
        closed = close_asked(job_id, user, now, "approve")
        wake_soon(connection.pk, now)
        append(connection.pk, [told, *closed], now)
    return True


def approve_all_beforehand(
    connection: Connection, seen: Iterable[TrialInvoice], user: User | None, now: datetime
) -> int:
    """Invoice each of these as it was shown, by itself; return how many."""
    return sum(approve_beforehand(connection, one, user, now) for one in seen)
