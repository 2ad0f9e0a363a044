"""How a run ends: what it did is kept, and scheduled ones in which nothing happened are one row."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import connection as database

from bonbrug.link import store
from bonbrug.link.actions.beginning import Begun, LastRun
from bonbrug.link.models import Connection, LogLine, Run, TrialInvoice
from bonbrug.link.store import history, journal
from bonbrug.sync.fingerprints import fingerprint_of
from bonbrug.sync.model import serializers
from bonbrug.sync.model.findings import Rehearsed, Report

SCHEDULE = "schedule"
# Outcomes after which trying again without a person is only knocking on a closed door.
BREAKERS = {
    "not_allowed_in": "credentials_refused",
    "other_administration": "other_administration",
    "seal_broken": "seal_broken",
}
# A side takes no more calls: knock once an hour and not four times.
NO_MORE_CALLS = "call_limit"
LATER = timedelta(hours=1)
COLLAPSED = ("nothing", "unreachable", "misconfigured")
# Django would look for its lines twice more.
FORGET = "DELETE FROM link_run WHERE id = %s"


def end(begun: Begun, report: Report, calls: Mapping[str, int], now: datetime) -> None:
    """Keep how a run ended and its calls, by side, and give the lease back."""
    with begun.lease.ending():
        store.budget.spend(begun.connection.pk, calls, now)
        _finish(begun, report, now)


def _finish(begun: Begun, report: Report, now: datetime) -> None:
    connection, run = begun.connection, begun.run
    counts = {name: count for name, count in report.counts.items() if count}
    run.finished_at, run.stage = now, ""
    run.outcome, run.code, run.facts = report.outcome, report.code, counts
    if report.side:
        run.facts["side"] = report.side
    if report.outcome == "done" and not counts and not report.findings:
        run.outcome = "nothing"
    before = begun.last if _is_same(begun.last, run) else None
    run.times = before.times + 1 if before else 1
    run.save(update_fields=["finished_at", "stage", "outcome", "code", "facts", "times"])
    if run.dry_run:
        _write_rehearsal(run, report, now)
        return
    breaker = BREAKERS.get(report.outcome, "")
    if breaker:
        Connection.objects.filter(pk=connection.pk).update(breaker=breaker)
    if report.code == NO_MORE_CALLS:
        Connection.objects.filter(pk=connection.pk).update(due_at=now + LATER)
    if before:
        _replace(before, run)
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
    TrialInvoice.objects.filter(run__connection_id=run.connection_id).delete()
    TrialInvoice.objects.bulk_create(
        (_trial_invoice(run, one) for one in report.rehearsed), batch_size=500
    )


def _trial_invoice(run: Run, one: Rehearsed) -> TrialInvoice:
    return TrialInvoice(
        run=run,
        row_id=one.order.row_id,
        work_order_number=one.order.number,
        relation_code=one.order.customer.code,
        body=serializers.invoice_to_json(one.proposed),
        asked=[{"code": each.code, "facts": dict(each.facts)} for each in one.asked],
        circumstances=one.circumstances,
    )


def _is_same(before: LastRun | None, run: Run) -> bool:
    """Tell whether a scheduled run in which nothing happened only repeats the one before it."""
    if before is None or run.dry_run or run.trigger != SCHEDULE or run.outcome not in COLLAPSED:
        return False
    was = (before.trigger, before.outcome, before.code, before.facts)
    return was == (run.trigger, run.outcome, run.code, run.facts)


def _replace(before: LastRun, run: Run) -> None:
    """Put a run in the place of the one before it, whose lines it keeps."""
    if before.lines:
        LogLine.objects.filter(run_id=before.id).update(run=run)
    with database.cursor() as cursor:
        cursor.execute(FORGET, [before.id])
