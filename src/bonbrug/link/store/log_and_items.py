"""Log lines and items: repeated facts are counted, not written again."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import F

from bonbrug.link.models import Item, LogLine
from bonbrug.link.store import history, journal, outbox
from bonbrug.link.store.bindings import batches
from bonbrug.link.store.jobs import job_ids
from bonbrug.sync.fingerprints import fingerprint_of
from bonbrug.sync.model.findings import Finding
from bonbrug.sync.states.jobs import Job

SUBJECT = 255
Asked = frozenset[tuple[str, str, bool]]  # kind, subject, and whether it is about a work order


def log(connection_id: int, run_id: int, findings: Sequence[Finding], now: datetime) -> None:
    """Write lines; the same fact again moves to this run and counts one more."""
    by_fingerprint = {_fingerprint(finding): finding for finding in findings}
    for batch in batches(list(by_fingerprint)):
        there = LogLine.objects.filter(connection_id=connection_id, fingerprint__in=batch)
        old = set(there.values_list("fingerprint", flat=True))
        there.update(run_id=run_id, moment=now, times=F("times") + 1)
        LogLine.objects.bulk_create(
            LogLine(
                connection_id=connection_id,
                run_id=run_id,
                first_moment=now,
                moment=now,
                kind=by_fingerprint[fingerprint].code,
                subject=by_fingerprint[fingerprint].subject[:SUBJECT],
                facts=dict(by_fingerprint[fingerprint].facts),
                fingerprint=fingerprint,
                needs_person=by_fingerprint[fingerprint].needs_person,
            )
            for fingerprint in batch
            if fingerprint not in old
        )


def _fingerprint(finding: Finding) -> str:
    facts = json.dumps(dict(finding.facts), sort_keys=True)
    return fingerprint_of([finding.code, finding.subject, facts])


def open_items(
    connection_id: int, findings: Sequence[Finding], now: datetime, job: Job | None = None
) -> list[journal.NewEvent]:
    """Open an item per code and subject, or count the open one again; tell what was opened.

    An item is about the newest job of its row, or about the `job` with which it was found.
    """
    asked = {
        (finding.code, finding.subject[:SUBJECT]): finding
        for finding in findings
        if finding.needs_person
    }
    kinds = {code for code, _ in asked}
    rows = Item.objects.filter(connection_id=connection_id, closed_at=None, kind__in=kinds)
    there = {(row.kind, row.subject): row for row in rows}
    again = [there[pair] for pair in asked if pair in there]
    for row in again:
        row.count += 1
        row.last_seen_at = now
        row.facts = dict(asked[row.kind, row.subject].facts)
    Item.objects.bulk_update(again, ["count", "last_seen_at", "facts"], batch_size=500)
    jobs = job_ids(connection_id, {finding.row_id for finding in asked.values()} - {""})
    if job:
        jobs[job.row_id] = job.id
    made = Item.objects.bulk_create(
        (
            _item(connection_id, subject, finding, jobs.get(finding.row_id), now)
            for (code, subject), finding in asked.items()
            if (code, subject) not in there
        ),
        batch_size=500,
    )
    outbox.note(connection_id, made, now)
    return history.opened(made)


def _item(
    connection_id: int, subject: str, finding: Finding, job_id: int | None, now: datetime
) -> Item:
    return Item(
        connection_id=connection_id,
        job_id=job_id,
        kind=finding.code,
        subject=subject,
        facts=dict(finding.facts),
        opened_at=now,
        last_seen_at=now,
    )


def asked(connection_id: int) -> Asked:
    """Return what is open."""
    rows = Item.objects.filter(connection_id=connection_id, closed_at=None)
    found = rows.values_list("kind", "subject", "job_id")
    return frozenset((kind, subject, job is not None) for kind, subject, job in found)


def may_close(
    open_ones: Asked,
    codes: Collection[str],
    still: Collection[tuple[str, str]],
    *,
    records_only: bool,
) -> bool:
    """Tell whether `resolve` would find something to close among these."""
    kept = {(code, subject[:SUBJECT]) for code, subject in still}
    return any(
        kind in codes and (kind, subject) not in kept and not (records_only and about_order)
        for kind, subject, about_order in open_ones
    )


def resolve(
    connection_id: int,
    codes: Collection[str],
    still: Collection[tuple[str, str]],
    now: datetime,
    *,
    records_only: bool = False,
) -> list[journal.NewEvent]:
    """Close what was not found any more; `records_only` leaves work orders alone."""
    kept = {(code, subject[:SUBJECT]) for code, subject in still}
    rows = Item.objects.filter(connection_id=connection_id, closed_at=None, kind__in=codes)
    if records_only:
        rows = rows.filter(job=None)
    gone = {pk: (kind, subject) for pk, kind, subject in rows.values_list("pk", "kind", "subject")
            if (kind, subject) not in kept}  # fmt: skip
    for batch in batches(gone):
        Item.objects.filter(pk__in=batch).update(closed_at=now)
    return history.solved(gone.values())


def resolve_job(connection_id: int, job: Job, now: datetime) -> list[journal.NewEvent]:
    """Close what was open about a work order and its job `closes`."""
    rows = Item.objects.filter(connection_id=connection_id, job_id=job.id, closed_at=None)
    gone = {pk: (kind, subject) for pk, kind, subject in rows.values_list("pk", "kind", "subject")
            if job.closes(kind)}  # fmt: skip
    Item.objects.filter(pk__in=gone).update(closed_at=now)
    return history.solved(gone.values())
