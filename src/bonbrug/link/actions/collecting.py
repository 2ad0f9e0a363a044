"""Letting a collective invoice go before its day, when a person says so."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from bonbrug.accounts.models import User
from bonbrug.link import store
from bonbrug.link.actions.deciding import wake_soon
from bonbrug.link.models import Connection, ExportJob
from bonbrug.link.store.journal import NewEvent, append, by
from bonbrug.sync.states import person_transitions
from bonbrug.sync.states.jobs import State


def collect_now(
    connection: Connection, ids: Collection[int], user: User | None, now: datetime
) -> int:
    """Invoice these work orders together with the next run; return how many still waited."""
    with transaction.atomic():
        waiting = connection.jobs.filter(pk__in=ids, state=State.GATHERED).order_by("pk")
        chosen = [job for job in waiting if store.decide(job.pk, person_transitions.collect_now)]
        if chosen:
            wake_soon(connection.pk, now)
            append(connection.pk, [_event(job, user) for job in chosen], now)
    return len(chosen)


def _event(job: ExportJob, user: User | None) -> NewEvent:
    return NewEvent("collect_now", job.work_order_number or job.row_id, who=by(user))
