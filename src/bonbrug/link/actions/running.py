"""Starting a synchronisation: by a person, by the clock, by a wake-up call."""

import logging
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.conf import settings

from bonbrug.link import crossing, store
from bonbrug.link.actions.connections import choices_of
from bonbrug.link.actions.dispatching import able, due, send_now
from bonbrug.link.actions.listening import listen
from bonbrug.link.models import Connection, LogLine, Run
from bonbrug.link.models.connection import next_due
from bonbrug.link.store import history, journal
from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.fingerprints import fingerprint_of
from bonbrug.sync.marker import Markers
from bonbrug.sync.model.failures import BOOKS, WORK_ORDERS, Failure
from bonbrug.sync.model.findings import Report, asked
from bonbrug.sync.ports.memory import TakenOver
from bonbrug.sync.run import synchronise as walk
from bonbrug.values.clock import Clock
from bonbrug.values.sealing import SealBroken

log = logging.getLogger(__name__)
SCHEDULE = "schedule"
# Who starts by hand also gets back what was lost in the work orders; the clock compares less.
ASKED_BY_PERSON = ("person", "terminal")
# Outcomes after which trying again without a person is only knocking on a closed door.
BREAKERS = {
    "not_allowed_in": "credentials_refused",
    "other_administration": "other_administration",
    "seal_broken": "seal_broken",
}
# A side takes no more calls: knock once an hour and not four times.
NO_MORE_CALLS = "call_limit"
LATER = timedelta(hours=1)
# What the operator set; over as soon as both doors open.
CLOSED_DOORS = frozenset({"unknown_service", "old_open_api", "calls_used_up"})
COLLAPSED = ("nothing", "unreachable", "misconfigured")
UNTIL_RELEASED = datetime(9999, 1, 1, tzinfo=UTC)


def hold_exports() -> int:
    """Let every connection wait for a person before its next invoice; return how many do.

    For a database that was just put back from a backup, which may have forgotten invoices.
    """
    return Connection.objects.filter(deleted_at=None).update(exports_paused_until=UNTIL_RELEASED)


def start_synchronisation(connection: Connection, now: datetime) -> str:
    """Wake the connection; ``started``, or ``joined`` when a run is going (it runs once more)."""
    Connection.objects.filter(pk=connection.pk).update(due_at=now, again=True)
    connection.refresh_from_db()
    if store.is_leased(connection.pk):
        return "joined"
    send_now([(connection.pk, connection.silent_times)], urgent=True)
    return "started"


def wake(company_id: str, now: datetime) -> int:
    """Make the connections of a work-order company due now; return how many.

    It is no person at the link: the run compares what a run by the clock does.
    """
    mine = able().filter(company_id=company_id)
    found = list(mine.values_list("pk", "silent_times"))
    mine.update(due_at=now)
    send_now(found)
    return len(found)


def synchronise_when_due(connection_id: int, clock: Clock) -> Run | None:
    """Do what a job asks: run while it is due. A doubled or late job finds nothing to do."""
    now = clock()
    mine = due(now).filter(pk=connection_id)
    again = mine.values_list("again", flat=True).first()
    if again is None:
        return None
    trigger = "person" if again else SCHEDULE
    return synchronise(connection_id, uuid4().hex, clock, trigger)


def synchronise(
    connection_id: int, owner: str, clock: Clock, trigger: str, *, dry_run: bool = False
) -> Run | None:
    """Run once under the lease; None when another has it or the connection may not run."""
    connection = Connection.objects.filter(pk=connection_id, deleted_at=None).first()
    if connection is None or not connection.activated or not connection.signed_in_at:
        return None
    lease = store.take(connection_id, owner)
    if lease is None:
        return None
    try:
        with store.beating(lease), crossing.asking_first(lease.make_sure, str(lease.connection_id)):
            return _run(lease, clock, trigger, dry_run=dry_run)
    except TakenOver:
        log.warning("connection %s: another worker took over", connection_id)
        return None
    finally:
        store.release(lease)


def _run(lease: store.HeldLease, clock: Clock, trigger: str, *, dry_run: bool) -> Run:
    now = clock()
    connection = _begin(lease, now, dry_run=dry_run)
    run = Run.objects.create(
        connection=connection, started_at=now, trigger=trigger[:10], dry_run=dry_run
    )
    report = _walk(connection, lease, run, clock, now)
    with lease.fenced():
        _finish(connection, run, report, clock())
    return run


def _begin(lease: store.HeldLease, now: datetime, *, dry_run: bool) -> Connection:
    """Plan the next run before this one starts, and close the runs that never ended.

    In a database that was put back from a backup, exports wait until a person releases them.
    """
    mine = Connection.objects.filter(pk=lease.connection_id)
    with lease.fenced():
        unfinished = Run.objects.filter(connection_id=lease.connection_id, finished_at=None)
        unfinished.update(finished_at=now, outcome="interrupted", code="interrupted")
        connection = mine.get()
        if not dry_run:
            connection.due_at = next_due(connection.phase_seconds, now)
            connection.again, connection.queued_at = False, None
            if store.watermark.is_behind(lease, connection.created_at):
                connection.exports_paused_until = UNTIL_RELEASED
            connection.save(update_fields=["due_at", "queued_at", "again", "exports_paused_until"])
    if not dry_run:
        store.watermark.keep(lease, connection.created_at)
    return connection


def _walk(
    connection: Connection, lease: store.HeldLease, run: Run, clock: Clock, now: datetime
) -> Report:
    memory = store.TableMemory(lease, run.pk, clock)
    if run.trigger == SCHEDULE and store.budget.used_up(connection.pk, now):
        return _closed_door(memory, "misconfigured", "calls_used_up")
    try:
        books = crossing.open_bookkeeping(connection, clock)
        field = crossing.open_field_service(connection)
    except SealBroken:
        return _closed_door(memory, "seal_broken", "seal_broken")
    except Failure as failure:
        return _closed_door(memory, "misconfigured", failure.code)
    allowed = {
        BOOKS: books.capabilities.calls_per_month,
        WORK_ORDERS: field.capabilities.calls_per_month,
    }
    if run.trigger == SCHEDULE and store.budget.refused_by_service(connection.pk, now, allowed):
        return _closed_door(memory, "misconfigured", "calls_used_up")
    if not run.dry_run:
        memory.resolve(CLOSED_DOORS, ())
    quiet = timedelta(seconds=settings.BONBRUG_QUIET_SECONDS)
    circumstances = RunContext(choices_of(connection), marks_of(connection), clock, now, quiet)
    thorough = run.trigger in ASKED_BY_PERSON
    bridge = Ports(books, field, memory)
    report = walk(bridge, circumstances, thorough=thorough, dry_run=run.dry_run)
    calls = {BOOKS: books.side.calls, WORK_ORDERS: field.side.calls}
    store.budget.spend(lease, calls, clock())
    if not run.dry_run:
        listen(connection, lease, memory, (books.side, field.side), report, clock() - now)
    return report


def _closed_door(memory: store.TableMemory, outcome: str, code: str) -> Report:
    report = Report(outcome=outcome, code=code)
    report.find(asked(code))
    memory.note(report.findings)
    return report


def marks_of(connection: Connection) -> Markers:
    """The oldest key signs: markers must stay the same when a newer key is added."""
    return Markers(settings.BONBRUG_KEYS[-1], f"{connection.field_service}:{connection.company_id}")


def _finish(connection: Connection, run: Run, report: Report, now: datetime) -> None:
    counts = {name: count for name, count in report.counts.items() if count}
    run.refresh_from_db()
    run.finished_at, run.stage = now, ""
    run.outcome, run.code, run.facts = report.outcome, report.code, counts
    if report.side:
        run.facts["side"] = report.side
    if report.outcome == "done" and not counts and not report.findings:
        run.outcome = "nothing"
    run.save()
    if run.dry_run:
        _write_rehearsal(run, report, now)
        return
    breaker = BREAKERS.get(report.outcome, "")
    if breaker:
        Connection.objects.filter(pk=connection.pk).update(breaker=breaker)
    if report.code == NO_MORE_CALLS:
        Connection.objects.filter(pk=connection.pk).update(due_at=now + LATER)
    _collapse(run)
    journal.append(connection.pk, history.of_run(run), now)


def _write_rehearsal(run: Run, report: Report, now: datetime) -> None:
    LogLine.objects.bulk_create(
        (
            LogLine(
                connection_id=run.connection_id,
                run=run,
                first_moment=now,
                moment=now,
                kind=finding.code,
                subject=finding.subject[:255],
                facts=dict(finding.facts),
                fingerprint=fingerprint_of([f"dry {run.pk} {place}"]),
                needs_person=finding.needs_person,
            )
            for place, finding in enumerate(report.findings)
        ),
        batch_size=500,
    )


def _collapse(run: Run) -> None:
    """Put a scheduled run in which nothing happened together with the one before it."""
    if run.trigger != SCHEDULE or run.outcome not in COLLAPSED:
        return
    before = (
        Run.objects.filter(connection_id=run.connection_id, dry_run=False, pk__lt=run.pk)
        .order_by("-pk")
        .first()
    )
    same = before is not None and (before.trigger, before.outcome, before.code, before.facts) == (
        run.trigger,
        run.outcome,
        run.code,
        run.facts,
    )
    if before is None or not same:
        return
    LogLine.objects.filter(run=before).update(run=run)
    run.times = before.times + 1
    run.save(update_fields=["times"])
    before.delete()
