"""Work orders as they were received: sealed, for a person who must know what was on one.

A work order can be changed or deleted in the work orders before its invoice is made. Once it is
invoiced, withdrawn or declined nobody needs this any more, and it is let go after a while.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from bonbrug.accounts.keys import keyring
from bonbrug.link.models import ExportJob, Inbox, Item
from bonbrug.sync.model.records import WorkOrder
from bonbrug.sync.model.serializers import record_from_json
from bonbrug.sync.states.jobs import Job, State
from bonbrug.values.sealing import SealBroken

MOST = 5_000  # in one go; the next round takes the rest


def keep(jobs: Sequence[ExportJob], orders: Sequence[WorkOrder], now: datetime) -> None:
    """Keep what these jobs are about."""
    Inbox.objects.bulk_create(
        Inbox(
            job=job,
            body_sealed=keyring().seal(_body(order), Inbox.bound(job.pk)),
            content_fingerprint=job.content_fingerprint,
            received_at=now,
        )
        for job, order in zip(jobs, orders, strict=True)
    )


def renew(job: Job, order: WorkOrder, now: datetime) -> None:
    """Keep what is asked about now, in the place of what came in: an answer goes with it."""
    sealed = keyring().seal(_body(order), Inbox.bound(job.id))
    kept = {"body_sealed": sealed, "content_fingerprint": job.content_fingerprint}
    Inbox.objects.update_or_create(job_id=job.id, defaults={**kept, "received_at": now})


def received(row: Inbox) -> WorkOrder:
    """Return a work order as it was received; SealBroken when its key is not here."""
    return _order(json.loads(keyring().unseal(row.body_sealed, Inbox.bound(row.job_id))))


def opened(row: Inbox | None) -> WorkOrder | None:
    """Return it when it is kept and can be opened here."""
    try:
        return received(row) if row else None
    except SealBroken:
        return None


def forget(connection_id: int, before: datetime) -> int:
    """Let go of what asks nothing and was settled, or received and is not invoiced, before this.

    Return how many. Not invoiced is what was withdrawn, or declined by a person.
    """
    asks = Item.objects.filter(job=OuterRef("job"), closed_at=None)
    ready = Q(job__state=State.SETTLED, job__settled_at__lte=before)
    dropped = (State.WITHDRAWN, State.DECLINED)
    ready |= Q(job__state__in=dropped, received_at__lte=before)
    old = Inbox.objects.filter(ready, ~Exists(asks), job__connection_id=connection_id)
    return Inbox.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:MOST])).delete()[0]


def _body(order: WorkOrder) -> str:
    return json.dumps(asdict(order), default=str, ensure_ascii=False)


def _order(body: Mapping[str, Any]) -> WorkOrder:
    return record_from_json(WorkOrder, body)
