"""Jobs and intents as rows."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max, Q

from bonbrug.link.models import Connection, ExportJob, Proposal
from bonbrug.link.models import Intent as IntentRow
from bonbrug.link.store import inbox
from bonbrug.link.store.bindings import batches
from bonbrug.sync.fingerprints import invoice_fingerprint, work_order_fingerprint
from bonbrug.sync.judging.work import remembered
from bonbrug.sync.model import serializers
from bonbrug.sync.model.records import Invoice, WorkOrder
from bonbrug.sync.ports.jobs import DecidedMeanwhile, NumberClaimed
from bonbrug.sync.states import collective
from bonbrug.sync.states.jobs import OPEN_STATES, Intent, Job, Outcome, State

RENAMED = {
    "number": "work_order_number",
    "day": "work_day",
    "collected_in": "collected_in_id",
}
JOB_FIELDS = [field.name for field in fields(Job) if field.name != "id"]


def as_job(row: ExportJob) -> Job:
    values = {name: getattr(row, RENAMED.get(name, name)) for name in JOB_FIELDS}
    return Job(**{**values, "id": row.pk, "state": State(row.state)})


def jobs(connection_id: int, row_ids: Iterable[str]) -> list[Job]:
    """Return every open job, and the newest one of each of these work orders."""
    mine = ExportJob.objects.filter(connection_id=connection_id)
    rows = list(mine.filter(state__in=OPEN_STATES))
    for batch in batches(list(row_ids)):
        rows += mine.filter(row_id__in=batch)
    newest: dict[str, ExportJob] = {}
    for row in sorted(rows, key=lambda row: row.generation):
        newest[row.row_id] = row
    return sorted(map(as_job, newest.values()), key=lambda job: job.id)


def collect(connection_id: int, members: Sequence[Job], now: datetime) -> Job:
    """Open the job of one invoice of all of these, and let them join it."""
    mine = ExportJob.objects.filter(connection_id=connection_id)
    before = mine.filter(row_id=collective.job_of(members, 1).row_id).count()
    values = columns(collective.job_of(members, before + 1))
    row = ExportJob.objects.create(connection_id=connection_id, seen_at=now, **values)
    return as_job(row)


def members(connection_id: int, whole: Job) -> list[Job]:
    """Return what is in a collective invoice, in the order in which it came."""
    mine = ExportJob.objects.filter(connection_id=connection_id, collected_in=whole.id)
    return [as_job(row) for row in mine.order_by("pk")]


def wholes(connection_id: int, job: Job) -> list[Job]:
    """Return the collective invoices that a work order is or was on, and their credits."""
    mine = ExportJob.objects.filter(connection_id=connection_id, members__row_id=job.row_id)
    return [as_job(row) for row in mine.order_by("pk")]


def open_next(connection_id: int, job: Job, now: datetime) -> None:
    """Insert the next job of a work order; the key of the table refuses a second one."""
    ExportJob.objects.create(connection_id=connection_id, seen_at=now, **columns(job))


def finished(connection_id: int, first: date) -> list[Job]:
    settled = ExportJob.objects.filter(connection_id=connection_id, state=State.SETTLED)
    mine = settled.exclude(invoice_number="").filter(collected_in=None)
    unpaid = Q(verified=True, booked=True) & ~Q(open_amount=0)
    return [as_job(row) for row in mine.filter(Q(invoice_date__gte=first) | unpaid)]


def dropped(connection_id: int, first: date) -> list[Job]:
    rows = ExportJob.objects.filter(
        connection_id=connection_id,
        state=State.WITHDRAWN,
        invoice_date__gte=first,
        intents__outcome=Outcome.SENT,
    )
    return [as_job(row) for row in rows.distinct().order_by("pk")]


def receive(connection_id: int, orders: Sequence[WorkOrder], state: State, now: datetime) -> None:
    promised = _complete(connection_id, orders)
    inbox.keep([job for job, _ in promised], [order for _, order in promised], now)
    there = {job.row_id for job, _ in promised}
    _open(connection_id, [order for order in orders if order.row_id not in there], state, now)


def _complete(connection_id: int, orders: Sequence[WorkOrder]) -> list[tuple[ExportJob, WorkOrder]]:
    """Give the jobs that a person opened beforehand what they lack; return them with their order.

    They are looked for here, behind the lease: a run may have read its jobs before the button.
    """
    by_row = {order.row_id: order for order in orders}
    found: list[tuple[ExportJob, WorkOrder]] = []
    mine = ExportJob.objects.filter(connection_id=connection_id, state=State.NEW)
    for row in mine.filter(content_fingerprint="", credits=""):
        if order := by_row.get(row.row_id):
            lacking = _of_order(order)
            ExportJob.objects.filter(pk=row.pk).update(**lacking)
            row.content_fingerprint = lacking["content_fingerprint"]
            found.append((row, order))
    return found


def _of_order(order: WorkOrder) -> dict[str, Any]:
    return {
        "work_order_number": order.number,
        "relation_code": order.customer.code,
        "work_day": order.day,
        "content_fingerprint": work_order_fingerprint(order),
        **remembered(order),
    }


def _open(connection_id: int, orders: Sequence[WorkOrder], state: State, now: datetime) -> None:
    credited_ones = _credited(connection_id, [order.row_id for order in orders])
    rows = ExportJob.objects.bulk_create(
        ExportJob(
            connection_id=connection_id,
            row_id=order.row_id,
            generation=credited_ones.get(order.row_id, 0) + 1,
            state=state,
            seen_at=now,
            **_of_order(order),
        )
        for order in orders
    )
    inbox.keep(rows, orders, now)


def _credited(connection_id: int, row_ids: Sequence[str]) -> dict[str, int]:
    """Return the last generation that took an invoice back, of those that have one.

    After any other the key of the table refuses a second job.
    """
    found: dict[str, int] = {}
    for batch in batches(row_ids):
        mine = ExportJob.objects.filter(connection_id=connection_id, row_id__in=batch)
        mine = mine.filter(state=State.SETTLED).exclude(credits="")
        found.update(mine.values_list("row_id").annotate(Max("generation")))
    return found


def forget_work(connection_id: int, before: datetime) -> int:
    """Let go of who worked when on what is over before this; return of how many.

    Over is what was settled, withdrawn, or declined by a person.
    """
    over = Q(state=State.SETTLED, settled_at__lte=before)
    over |= Q(state__in=(State.WITHDRAWN, State.DECLINED), seen_at__lte=before)
    mine = ExportJob.objects.filter(over, connection_id=connection_id).exclude(work="")
    return mine.update(work="", worked_first=None, worked_last=None)


def columns(job: Job) -> dict[str, object]:
    return {RENAMED.get(name, name): getattr(job, name) for name in JOB_FIELDS}


def save(connection_id: int, job: Job, now: datetime) -> None:
    """Write what a run made of it; DecidedMeanwhile when a person decided about it since."""
    values = columns(job)
    if job.state is State.SETTLED:
        values["settled_at"] = now
    mine = ExportJob.objects.filter(connection_id=connection_id, pk=job.id)
    if not mine.filter(decisions=job.decisions).update(**values):
        raise DecidedMeanwhile


def propose(job: Job, invoice: Invoice) -> None:
    """Keep the invoice that waits for a yes in the circumstances of this job."""
    body = serializers.invoice_to_json(invoice)
    kept = {"body": body, "circumstances": job.proposed_for}
    Proposal.objects.update_or_create(job_id=job.id, defaults=kept)


def hold(intent: Intent) -> None:
    """Let no button in between until the transaction ends; DecidedMeanwhile when one was there."""
    jobs = ExportJob.objects.select_for_update(no_key=True).filter(pk=intent.job_id)
    if jobs.values_list("decisions", flat=True).first() != intent.decisions:
        raise DecidedMeanwhile


def as_intent(row: IntentRow, decisions: int) -> Intent:
    return Intent(
        id=row.pk,
        job_id=row.job_id,
        marker=row.marker,
        invoice=serializers.invoice_from_json(row.body),
        settings_version=row.settings_version,
        outcome=Outcome(row.outcome),
        send_stamp=row.send_stamp,
        looked_at=row.looked_at,
        attempts=row.attempts,
        doubtful=row.doubtful,
        named_number=row.named_number,
        decisions=decisions,
    )


def intent(connection_id: int, job: Job) -> Intent | None:
    rows = IntentRow.objects.filter(connection_id=connection_id, job_id=job.id)
    row = rows.exclude(outcome=Outcome.RELEASED).order_by("-pk").first()
    return as_intent(row, job.decisions) if row else None


def credited(connection_id: int, job: Job) -> Intent | None:
    """Return the intent of the invoice that this job takes back."""
    rows = IntentRow.objects.filter(connection_id=connection_id, outcome=Outcome.DONE)
    first = rows.filter(job__row_id=job.row_id, job__invoice_number=job.credits)
    row = first.filter(job__generation__lt=job.generation).order_by("-pk").first()
    return as_intent(row, job.decisions) if row else None


def claimed_numbers(connection_id: int) -> set[str]:
    rows = IntentRow.objects.filter(connection_id=connection_id)
    held = rows.exclude(outcome=Outcome.RELEASED)
    return set(held.values_list("number", flat=True))


def write(connection_id: int, intent: Intent, epoch: int) -> Intent:
    """Insert or overwrite; NumberClaimed when another intent holds the number."""
    values = {
        "connection_id": connection_id,
        "job_id": intent.job_id,
        "number": intent.invoice.number,
        "marker": intent.marker,
        "body": serializers.invoice_to_json(intent.invoice),
        "body_fingerprint": invoice_fingerprint(intent.invoice),
        "settings_version": intent.settings_version,
        "invoice_date": intent.invoice.day,
        "send_stamp": intent.send_stamp,
        "looked_at": intent.looked_at,
        "attempts": intent.attempts,
        "doubtful": intent.doubtful,
        "named_number": intent.named_number,
        "outcome": intent.outcome,
        "epoch": epoch,
    }
    try:
        with transaction.atomic():
            if intent.id:
                IntentRow.objects.filter(pk=intent.id).update(**values)
                return intent
            return replace(intent, id=IntentRow.objects.create(**values).pk)
    except IntegrityError as error:
        raise NumberClaimed(intent.invoice.number) from error


def last_number(connection_id: int, number: str) -> None:
    Connection.objects.filter(pk=connection_id).update(last_number=number)


def job_ids(connection_id: int, row_ids: Iterable[str]) -> dict[str, int]:
    wanted = Q(connection_id=connection_id, row_id__in=list(row_ids))
    rows = ExportJob.objects.filter(wanted).order_by("generation")
    return dict(rows.values_list("row_id", "pk"))
