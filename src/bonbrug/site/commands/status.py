"""``bonbrug status``: what ran, what runs next, and what waits for a person."""

import json
from argparse import Namespace
from datetime import datetime
from math import ceil

from bonbrug.accounts.acts import Act
from bonbrug.link import actions
from bonbrug.link.models import Connection
from bonbrug.link.store import budget
from bonbrug.site.connections import chosen
from bonbrug.values.clock import system_clock

ACT = Act.SEE_STATE


def run(options: Namespace) -> int:
    """Print a line or an object per connection; numbers and codes only, no customer names."""
    bound = ceil(actions.latest_for_silent())
    rows = [_status(connection, bound) for connection in chosen(None)]
    print(json.dumps(rows, indent=2) if options.json else "\n".join(map(_line, rows)))
    return 0


def _status(connection: Connection, bound: int) -> dict[str, object]:
    """`bound` is only for who was silent: the others have no bound but their places."""
    last = connection.runs.filter(dry_run=False).order_by("-started_at").first()
    return {
        "connection": connection.pk,
        "name": connection.name,
        "company_id": connection.company_id,
        "stopped_because": connection.breaker,
        "last_run": _written(last.finished_at or last.started_at) if last else None,
        "last_outcome": last.outcome if last else None,
        "counts": last.facts if last else {},
        "next_run": _written(connection.due_at),
        "lane": actions.lane_of(connection.silent_times),
        "silent_since": _written(connection.silent_since),
        "silent_times": connection.silent_times,
        "at_most_late_seconds": bound if connection.silent_times else None,
        "calls_this_month": budget.this_month(connection.pk, system_clock()),
        "waiting_for_a_person": connection.items.filter(closed_at=None).count(),
    }


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def _line(row: dict[str, object]) -> str:
    return (
        f"{row['connection']}  {row['name']}  last: {row['last_run'] or 'never'}"
        f" {row['last_outcome'] or ''}  next: {row['next_run'] or '-'}"
        f"  waiting: {row['waiting_for_a_person']}"
        + (f"  silent since: {row['silent_since']}" if row["silent_since"] else "")
    )
