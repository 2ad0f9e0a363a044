"""How a run begins: the lease, the next turn and the row of the run, all or nothing."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from django.db import Error, transaction
from django.db import connection as database

from bonbrug.link import store
from bonbrug.link.models import Connection, Run
from bonbrug.link.models.connection import next_due
from bonbrug.sync.model.failures import BOOKS, WORK_ORDERS
from bonbrug.sync.states.jobs import OPEN_STATES

# All that a run begins with in one question; Django takes longer to write it than to ask it.
LOOK = """
    SELECT link_connection.*, link_lease.epoch,
        EXISTS (
            SELECT 1 FROM link_run
            WHERE link_run.connection_id = link_connection.id AND link_run.finished_at IS NULL
        ) AS unfinished,
        EXISTS (
            SELECT 1 FROM link_latewrite
            WHERE link_latewrite.connection_id = link_connection.id
        ) AS late,
        EXISTS (
            SELECT 1 FROM link_exportjob
            WHERE link_exportjob.connection_id = link_connection.id
                AND state IN (%s, %s, %s, %s, %s, %s, %s)
        ) AS open_jobs,
        EXISTS (
            SELECT 1 FROM link_item
            WHERE link_item.connection_id = link_connection.id AND closed_at IS NULL
        ) AS open_items,
        last.id AS last_id, last.trigger AS last_trigger, last.outcome AS last_outcome,
        last.code AS last_code, last.facts AS last_facts, last.times AS last_times,
        EXISTS (SELECT 1 FROM link_logline WHERE link_logline.run_id = last.id) AS last_lines,
        (
            SELECT used FROM link_budget
            WHERE link_budget.connection_id = link_connection.id AND month = %s AND api = %s
        ) AS used_books,
        (
            SELECT used FROM link_budget
            WHERE link_budget.connection_id = link_connection.id AND month = %s AND api = %s
        ) AS used_work_orders,
        (
            SELECT calls_per_month FROM accounts_organisation
            WHERE accounts_organisation.id = link_connection.organisation_id
        ) AS most_calls
    FROM link_connection JOIN link_lease ON link_lease.connection_id = link_connection.id
    LEFT JOIN link_run AS last ON last.id = (
        SELECT id FROM link_run WHERE link_run.connection_id = link_connection.id AND NOT dry_run
        ORDER BY id DESC LIMIT 1
    )
    WHERE link_connection.id = %s AND deleted_at IS NULL
        AND signed_in_at IS NOT NULL AND activated_on IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM accounts_ending
            WHERE accounts_ending.number = link_connection.organisation_id AND erased_at IS NULL
        )
"""
# SQLite lets one write at a time; elsewhere a button could be pressed between this and the next
# write, and its "once more" would be taken away unseen.
LOCK = " FOR UPDATE OF link_connection"
UNTIL_RELEASED = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class LastRun:
    """The run before this one; `lines`: something was told in it."""

    id: int
    trigger: str
    outcome: str
    code: str
    facts: Mapping[str, object]
    times: int
    lines: bool


@dataclass(frozen=True, slots=True)
class Begun:
    """A run that began. `used`: the calls of this month, by side; `most_calls`: the limit of its
    organisation alone.
    """

    lease: store.HeldLease
    connection: Connection
    run: Run
    last: LastRun | None
    there: store.There
    used: dict[str, int]
    most_calls: int | None = None


def begin(
    connection_id: int, owner: str, now: datetime, trigger: str, *, dry_run: bool
) -> Begun | None:
    """Take the lease and plan the next run; None when another works or it may not run.

    When the answer to the commit was lost, it may have been done: the lease is given back then.
    """
    begun: Begun | None = None
    try:
        with transaction.atomic():
            begun = _begin(connection_id, owner, now, trigger, dry_run=dry_run)
            if begun is None:
                transaction.set_rollback(True)
                return None
    except Error:
        if begun is not None:
            with suppress(Error):
                store.release(begun.lease)
        raise
    if not dry_run:
        store.watermark.keep(begun.lease, begun.connection.created_at)
    return begun


def _begin(
    connection_id: int, owner: str, now: datetime, trigger: str, *, dry_run: bool
) -> Begun | None:
    until = store.seize(connection_id, owner)
    # Looked at under the lease: what a run before this one kept is there.
    connection = _look(connection_id, now) if until is not None else None
    if until is None or connection is None:
        return None
    beside = vars(connection)
    there = _there(beside)
    lease = store.HeldLease(connection_id, owner, beside["epoch"], until=until)
    if beside["unfinished"]:
        _close_unfinished(connection, now)
    if not dry_run:
        _plan_next(connection, lease, now)
    run = Run.objects.create(
        connection=connection, started_at=now, trigger=trigger[:10], dry_run=dry_run
    )
    used = {BOOKS: beside["used_books"] or 0, WORK_ORDERS: beside["used_work_orders"] or 0}
    return Begun(lease, connection, run, _last(beside), there, used, beside["most_calls"])


def _last(beside: Mapping[str, Any]) -> LastRun | None:
    if beside["last_id"] is None:
        return None
    values = {field.name: beside[f"last_{field.name}"] for field in fields(LastRun)}
    facts, lines = json.loads(values["facts"]), bool(values["lines"])
    return LastRun(**{**values, "facts": facts, "lines": lines})


def _there(beside: Mapping[str, Any]) -> store.There:
    """A button that was pressed while the question waited for it shows in `again` alone."""
    if beside["again"]:
        return store.ANYTHING
    return store.There(
        late=bool(beside["late"]),
        jobs=bool(beside["open_jobs"]),
        items=bool(beside["open_items"]),
    )


def _look(connection_id: int, now: datetime) -> Connection | None:
    """Return a connection that may run; what else the question asked stands beside it."""
    month = store.budget.month_of(now)
    asked = [*OPEN_STATES, month, BOOKS, month, WORK_ORDERS, connection_id]
    look = LOOK + LOCK * database.features.has_select_for_update
    return next(iter(Connection.objects.raw(look, asked)), None)


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
