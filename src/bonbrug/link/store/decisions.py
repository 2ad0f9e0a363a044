"""What a person decides about a job, applied to the rows as they stand now, under their lock.

Only in a transaction, and before other rows are written: a run takes the job first as well.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from bonbrug.link.models import ExportJob, Lease, TrialInvoice
from bonbrug.link.models import Intent as IntentRow
from bonbrug.link.store import jobs
from bonbrug.sync.states import collective, person_transitions
from bonbrug.sync.states.jobs import Outcome, State
from bonbrug.sync.states.person_transitions import Pair

Decision = Callable[[Pair], Pair]


def decide(job_id: int, decision: Decision) -> bool:
    """Decide about a job and its intent; False when that changes nothing as they stand now."""
    parts = _held(collected_in=job_id)  # before the whole, as in a run
    row = next(iter(_held(pk=job_id)), None)
    if row is None:
        return False
    intents = IntentRow.objects.filter(job=row).exclude(outcome=Outcome.RELEASED)
    intent = intents.order_by("-pk").first()
    job = jobs.as_job(row)
    before = Pair(job, jobs.as_intent(intent, job.decisions) if intent else None)
    after = decision(before)
    if after == before:
        return False
    ExportJob.objects.filter(pk=job_id).update(**jobs.columns(after.job))
    for part in map(jobs.as_job, parts):
        followed = collective.followed(part, after.job)
        if followed != part:
            ExportJob.objects.filter(pk=part.id).update(**jobs.columns(followed))
    if intent and after.intent:
        intent.outcome, intent.attempts = after.intent.outcome, after.intent.attempts
        intent.looked_at, intent.named_number = after.intent.looked_at, after.intent.named_number
        intent.save(update_fields=["outcome", "attempts", "looked_at", "named_number"])
    return True


def _held(**which: object) -> list[ExportJob]:
    """Return these jobs under their lock, in the order of a run."""
    mine = ExportJob.objects.select_for_update(no_key=True)
    return list(mine.filter(**which).order_by("pk"))


def credit(job_id: int, now: datetime, *, again: bool) -> bool:
    """Open the job that takes the invoice of this one back; False when that is not possible now.

    A collective invoice is taken back whole: each work order on it gets a job that follows.
    """
    whole = ExportJob.objects.filter(pk=job_id).values_list("collected_in", flat=True).first()
    parts = _held(collected_in=whole) if whole else []
    row = next(iter(_held(pk=whole or job_id)), None)
    made = person_transitions.credit(jobs.as_job(row), again=again) if row else None
    if row is None or made is None or any(map(_is_followed, [row, *parts])):
        return False
    if not collective.may_be_taken_back(list(map(jobs.as_job, parts))):
        return False
    jobs.open_next(row.connection_id, made, now)
    mine = ExportJob.objects.filter(connection_id=row.connection_id, row_id=row.row_id)
    of_all = jobs.as_job(mine.get(generation=made.generation))
    for part in map(jobs.as_job, parts):
        jobs.open_next(row.connection_id, person_transitions.credit_with(part, of_all), now)
    return True


def _is_followed(row: ExportJob) -> bool:
    """Tell whether a later job of the same work order is there already."""
    mine = ExportJob.objects.filter(connection_id=row.connection_id, row_id=row.row_id)
    return mine.filter(generation__gt=row.generation).exists()


def approve_beforehand(connection_id: int, seen: TrialInvoice, now: datetime) -> int | None:
    """Say yes to what a trial run showed; return the job, None when that changes nothing now.

    Its job may not be there yet. The lease is held meanwhile, as by every write of a run: else both
    could open one.
    """
    Lease.objects.select_for_update(no_key=True).filter(pk=connection_id).first()
    mine = ExportJob.objects.filter(connection_id=connection_id, row_id=seen.row_id)
    row = mine.order_by("-generation").first()
    about = seen.row_id, seen.work_order_number, seen.circumstances
    made = person_transitions.approve_unseen(*about, jobs.as_job(row) if row else None)
    if made:
        values = {**jobs.columns(made), "relation_code": seen.relation_code}
        return ExportJob.objects.create(connection_id=connection_id, seen_at=now, **values).pk
    decision = partial(person_transitions.approve_beforehand, circumstances=seen.circumstances)
    return row.pk if row and decide(row.pk, decision) else None


def decide_all(connection_id: int, state: State, decision: Decision) -> int:
    """Decide about every job of a connection in this state, none of which has an intent."""
    mine = ExportJob.objects.select_for_update(no_key=True).filter(connection_id=connection_id)
    rows = list(mine.filter(state=state).order_by("pk"))
    for row in rows:
        job = decision(Pair(jobs.as_job(row))).job
        row.state, row.decisions = job.state, job.decisions
    ExportJob.objects.bulk_update(rows, ["state", "decisions"], batch_size=500)
    return len(rows)
