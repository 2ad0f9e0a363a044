"""Letting go of what nobody needs any more.

A job keeps its number, its fingerprints and its invoice, so nothing is invoiced again.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from bonbrug.link.models import (
    Connection,
    Digest,
    Item,
    LogLine,
    Proposal,
    Reconciliation,
    Run,
    TrialInvoice,
)
from bonbrug.link.store import inbox, jobs
from bonbrug.sync.states.jobs import State

ROUND = timedelta(days=1)
LOG_KEPT = timedelta(days=90)
WORK_KEPT = timedelta(days=100)  # longer than work may lie before its work order
AT_A_TIME = 20


def forget_old(now: datetime) -> int:
    """Tidy the links that were not tidied for a day, some at a time; return how many.

    An invoice that waited for a yes goes when it waits no more and nothing is asked about its work
    order: one that was reopened shows what it would be now. Received work orders go
    BONBRUG_KEEP_RECEIVED_DAYS after they were settled, invoices of a trial run as many days after
    it, the log after 90 days, as is what was asked and answered, mailed and compared, who worked
    when after 100. The journal stays: numbers and codes only, kept for seven years.
    """
    never, long_ago = Q(tidied_at=None), Q(tidied_at__lte=now - ROUND)
    clock_was_ahead = Q(tidied_at__gt=now)
    waiting = Connection.objects.filter(never | long_ago | clock_was_ahead)
    ids = list(waiting.order_by("tidied_at", "pk").values_list("pk", flat=True)[:AT_A_TIME])
    for pk in ids:
        inbox.forget(pk, now - timedelta(days=settings.BONBRUG_KEEP_RECEIVED_DAYS))
        _forget_proposals(pk)
        _forget_trial(pk, now - timedelta(days=settings.BONBRUG_KEEP_RECEIVED_DAYS))
        jobs.forget_work(pk, now - WORK_KEPT)
        _forget_answered(pk, now - LOG_KEPT)
        _forget_log(pk, now - LOG_KEPT)
    Connection.objects.filter(pk__in=ids).update(tidied_at=now)
    return len(ids)


def _forget_proposals(connection_id: int) -> None:
    asks = Item.objects.filter(job=OuterRef("job"), closed_at=None)
    idle = Proposal.objects.filter(~Exists(asks), job__connection=connection_id)
    idle.exclude(job__state=State.REFUSED).delete()


def _forget_trial(connection_id: int, before: datetime) -> None:
    old = TrialInvoice.objects.filter(run__connection=connection_id)
    old.filter(run__started_at__lt=before).delete()


def _forget_answered(connection_id: int, before: datetime) -> None:
    """Remove what was asked and is answered, with the mails that told it, and comparisons."""
    mine = Q(connection=connection_id)
    Item.objects.filter(mine, closed_at__lt=before).delete()
    Digest.objects.filter(mine, sent_at__lt=before).delete()
    Reconciliation.objects.filter(mine, finished_at__lt=before).delete()


def _forget_log(connection_id: int, before: datetime) -> None:
    """Remove old lines, and old runs but the last: it says when all was well for the last time."""
    LogLine.objects.filter(connection_id=connection_id, moment__lt=before).delete()
    runs = Run.objects.filter(connection_id=connection_id)
    real = runs.filter(dry_run=False).order_by("-started_at", "-pk")
    last = list(real.values_list("pk", flat=True)[:1])
    runs.filter(started_at__lt=before).exclude(pk__in=last).exclude(finished_at=None).delete()
