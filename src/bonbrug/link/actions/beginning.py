"""How a run begins: the lease, the next turn and the row of the run, all or nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction

from bonbrug.link import store
from bonbrug.link.models import Connection, Run
from bonbrug.link.models.connection import next_due

# All that a run begins with in one question; Django takes longer to write it than to ask it.
LOOK = """
    SELECT link_connection.*,
        EXISTS (
            SELECT 1 FROM link_run
            WHERE link_run.connection_id = link_connection.id AND link_run.finished_at IS NULL
        ) AS unfinished,
        (
            SELECT api FROM link_budget
            WHERE link_budget.connection_id = link_connection.id AND month = %s AND used >= %s
            LIMIT 1
        ) AS used_up
    FROM link_connection
    WHERE link_connection.id = %s AND deleted_at IS NULL
        AND signed_in_at IS NOT NULL AND activated_on IS NOT NULL
"""
UNTIL_RELEASED = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Begun:
    """A run that began: `used_up` is the side that takes no more scheduled calls this month."""

    lease: store.HeldLease
    connection: Connection
    run: Run
    used_up: str


def begin(
    connection_id: int, owner: str, now: datetime, trigger: str, *, dry_run: bool
) -> Begun | None:
    """Take the lease and plan the next run; None when another works or it may not run."""
    with transaction.atomic():
        begun = _begin(connection_id, owner, now, trigger, dry_run=dry_run)
        if begun is None:
            transaction.set_rollback(True)
            return None
    if not dry_run:
        store.watermark.keep(begun.lease, begun.connection.created_at)
    return begun


def _begin(
    connection_id: int, owner: str, now: datetime, trigger: str, *, dry_run: bool
) -> Begun | None:
    lease = store.take(connection_id, owner)
    # Looked at under the lease: what a run before this one kept is there.
    found = _look(connection_id, now) if lease else None
    if lease is None or found is None:
        return None
    connection, unfinished, used_up = found
    if unfinished:
        _close_unfinished(connection, now)
    if not dry_run:
        _plan_next(connection, lease, now)
    run = Run.objects.create(
        connection=connection, started_at=now, trigger=trigger[:10], dry_run=dry_run
    )
    return Begun(lease, connection, run, used_up)


def _look(connection_id: int, now: datetime) -> tuple[Connection, bool, str] | None:
    """Return a connection that may run, whether a run of it never ended, and its `used_up`."""
    month, limit = store.budget.month_of(now), settings.BONBRUG_CALLS_PER_MONTH
    for found in Connection.objects.raw(LOOK, [month, limit, connection_id]):
        beside = vars(found)
        return found, bool(beside["unfinished"]), beside["used_up"] or ""
    return None


def _close_unfinished(connection: Connection, now: datetime) -> None:
    unfinished = Run.objects.filter(connection=connection, finished_at=None)
    unfinished.update(finished_at=now, outcome="interrupted", code="interrupted")


def _plan_next(connection: Connection, lease: store.HeldLease, now: datetime) -> None:
    """In a database that was put back from a backup, exports wait until a person releases them."""
    connection.due_at = next_due(connection.phase_seconds, now)
    connection.again, connection.queued_at = False, None
    changed = ["due_at", "queued_at", "again"]
    if store.watermark.is_behind(lease, connection.created_at):
        connection.exports_paused_until = UNTIL_RELEASED
        changed.append("exports_paused_until")
    connection.save(update_fields=changed)
