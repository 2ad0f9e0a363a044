"""Comparing a period with both sides, as a job of the queue. It reads; it changes neither side."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from bonbrug.accounts.models import User
from bonbrug.jobs import task_queue
from bonbrug.link import crossing, store
from bonbrug.link.actions.comparison import Comparison, Picture, jobs_of_period
from bonbrug.link.actions.dispatching import lane_of
from bonbrug.link.actions.running import markers_of
from bonbrug.link.models import Connection, ExportJob, Intent, Reconciliation
from bonbrug.link.store.journal import NewEvent, Values, append, by
from bonbrug.sync.model.capabilities import Statuses
from bonbrug.sync.model.failures import Failure, Misconfigured
from bonbrug.sync.model.records import FoundInvoice, WorkOrder
from bonbrug.sync.ports.bookkeeping import Bookkeeping
from bonbrug.sync.ports.memory import TakenOver
from bonbrug.sync.states.jobs import Outcome
from bonbrug.values.clock import Clock, accounting_day
from bonbrug.values.sealing import SealBroken

RECONCILE = "reconcile"
SILENT = timedelta(minutes=10)  # without a sign of life: whoever compared is gone
SEND_AGAIN = timedelta(seconds=30)
MOST_LOOKUPS = 200
Step = Callable[[str, int, int], None]


def reconcile(
    connection: Connection, first: date, last: date, user: User | None, now: datetime
) -> Reconciliation:
    """Ask for a comparison of the days `first` to `last`; joins one that is still going."""
    going = connection.reconciliations.filter(finished_at=None).order_by("-pk").first()
    if going is None:
        going = Reconciliation.objects.create(
            connection=connection,
            first=first,
            last=last,
            asked_at=now,
            asked_by=user,
            beat_at=now,
        )
    task_queue.send(RECONCILE, str(going.pk), lane_of(connection.silent_times), urgent=True)
    return going


def dispatch_reconciliations(now: datetime) -> int:
    """Send again what got lost, and close what its worker left; return how many were sent."""
    unfinished = Reconciliation.objects.filter(finished_at=None)
    gone = unfinished.filter(started_at__isnull=False, beat_at__lt=now - SILENT)
    gone.update(finished_at=now, outcome="failed", code="interrupted", stage="")
    waiting = unfinished.filter(started_at=None, beat_at__lt=now - SEND_AGAIN)
    found = list(waiting.values_list("pk", "connection__silent_times"))
    waiting.update(beat_at=now)
    for pk, silent_times in found:
        task_queue.send(RECONCILE, str(pk), lane_of(silent_times))
    return len(found)


def run_reconciliation(pk: int, clock: Clock) -> None:
    """Do what was asked, once; when a synchronisation is going, a later tick asks again."""
    asked = Reconciliation.objects.filter(pk=pk, started_at=None, finished_at=None)
    row = asked.select_related("connection", "asked_by").first()
    if row is None or row.connection.deleted_at is not None:
        return
    lease = store.take(row.connection_id, f"reconcile:{pk}")
    if lease is None:
        return
    try:
        if asked.update(started_at=clock(), beat_at=clock()):
            with store.beating(lease):
                _finish(row, *_compared(row, lease, clock), clock())
    finally:
        store.release(lease)


def _compared(
    row: Reconciliation, lease: store.HeldLease, clock: Clock
) -> tuple[str, str, dict[str, object]]:
    def step(stage: str, done: int, total: int) -> None:
        lease.renew()
        mine = Reconciliation.objects.filter(pk=row.pk)
        mine.update(stage=stage, done=done, total=total, beat_at=clock())

    try:
        return "done", "", _facts(row, step, clock)
    except Failure as failure:
        return "failed", failure.code, {"side": failure.side}
    except SealBroken:
        return "failed", "seal_broken", {}
    except TakenOver:
        return "failed", "interrupted", {}


def _finish(
    row: Reconciliation, outcome: str, code: str, facts: dict[str, object], now: datetime
) -> None:
    gaps = facts.get("gaps", [])
    after: Values = {
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "outcome": outcome,
        "gaps": len(gaps) if isinstance(gaps, list) else 0,
    }
    values = {"outcome": outcome, "code": code[:40], "facts": facts, "finished_at": now}
    with transaction.atomic():
        Reconciliation.objects.filter(pk=row.pk).update(stage="", **values)
        event = NewEvent("reconciled", str(row.pk), {}, after, who=by(row.asked_by))
        append(row.connection_id, [event], now)


def _facts(row: Reconciliation, step: Step, clock: Clock) -> dict[str, object]:
    connection = row.connection
    jobs = list(connection.jobs.order_by("pk"))
    step("read_work_orders", 0, 0)
    field = crossing.open_field_service(connection)
    statuses = field.capabilities.statuses
    orders = field.work_orders(statuses.every)
    books = crossing.open_bookkeeping(connection, clock)
    step("sign_in", 0, 0)
    books.sign_in()
    try:
        picture = _picture(row, jobs, orders, books, statuses, step)
    finally:
        books.sign_out()
    step("compare", 0, 0)
    return Comparison(picture).facts()


def _picture(
    row: Reconciliation,
    jobs: list[ExportJob],
    orders: list[WorkOrder],
    books: Bookkeeping,
    statuses: Statuses,
    step: Step,
) -> Picture:
    connection = row.connection
    _same_books(connection, books)
    step("read_invoices", 0, 0)
    invoices = books.invoices("", row.first, row.last)
    elsewhere = _elsewhere(row, jobs, invoices, books, step)
    step("open_items", 0, 0)
    return Picture(
        first=row.first,
        last=row.last,
        since=connection.export_from or connection.activated_on or accounting_day(row.asked_at),
        jobs=jobs,
        orders=orders,
        invoices=invoices,
        elsewhere=elsewhere,
        open_amounts=_open_amounts(books),
        to_book=_to_book(connection),
        items=_items(connection),
        tags=markers_of(connection).tags,
        word=books.capabilities.texts.work_order,
        statuses=statuses,
    )


def _same_books(connection: Connection, books: Bookkeeping) -> None:
    keys = {administration.key for administration in books.administrations()}
    if keys and connection.books_key and connection.books_key not in keys:
        raise Misconfigured("other_administration")


def _elsewhere(
    row: Reconciliation,
    jobs: list[ExportJob],
    invoices: list[FoundInvoice],
    books: Bookkeeping,
    step: Step,
) -> dict[str, FoundInvoice]:
    """Look up one by one what the list of the period does not hold: the date may be another."""
    listed = {invoice.number for invoice in invoices}
    period = jobs_of_period(jobs, row.first, row.last)
    absent = [job.invoice_number for job in period if job.invoice_number not in listed]
    if len(absent) > MOST_LOOKUPS:
        raise Misconfigured("too_many_absent")
    found = {}
    for place, number in enumerate(absent):
        step("verify", place, len(absent))
        invoice = books.invoice(number)
        if invoice is not None:
            found[number] = invoice
    return found


def _open_amounts(books: Bookkeeping) -> dict[str, Decimal]:
    return {item.invoice_number: item.open_amount for item in books.open_items()}


def _to_book(connection: Connection) -> frozenset[int]:
    """Return the jobs whose invoice was sent to be booked at once."""
    done = Intent.objects.filter(connection=connection, outcome=Outcome.DONE)
    rows = done.values_list("job_id", "body__book")
    return frozenset(job for job, book in rows if book)


def _items(connection: Connection) -> dict[int, int]:
    opened = connection.items.filter(~Q(job=None), closed_at=None)
    return dict(opened.values_list("job_id", "pk"))
