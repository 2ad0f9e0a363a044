"""Starting a synchronisation: by a person, by the clock, by a wake-up call."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings

from bonbrug.accounts.keys import signing_keys
from bonbrug.link import crossing, store
from bonbrug.link.actions.beginning import UNTIL_RELEASED, Begun, begin
from bonbrug.link.actions.connections import choices_of
from bonbrug.link.actions.dispatching import able, send_now, turn_of
from bonbrug.link.actions.ending import SCHEDULE, end
from bonbrug.link.actions.recording_silence import listen
from bonbrug.link.models import Connection, Run
from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.marker import Markers
from bonbrug.sync.model.failures import BOOKS, WORK_ORDERS, Failure
from bonbrug.sync.model.findings import Report, asked
from bonbrug.sync.ports.memory import TakenOver
from bonbrug.sync.run import synchronise as walk
from bonbrug.values.clock import Clock
from bonbrug.values.sealing import SealBroken

log = logging.getLogger(__name__)
# Who starts by hand also gets back what was lost in the work orders; the clock compares less.
ASKED_BY_PERSON = ("person", "terminal")
# What the operator set; over as soon as both doors open.
NOT_OPENED = frozenset({"unknown_service", "old_open_api", "calls_used_up"})
Calls = Mapping[str, int]


def pause_exports() -> int:
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
    again = turn_of(connection_id, now)
    if again is None:
        return None
    trigger = "person" if again else SCHEDULE
    return synchronise(connection_id, uuid4().hex, clock, trigger)


def synchronise(
    connection_id: int, owner: str, clock: Clock, trigger: str, *, dry_run: bool = False
) -> Run | None:
    """Run once under the lease; None when another has it or the connection may not run."""
    now = clock()
    begun = begin(connection_id, owner, now, trigger, dry_run=dry_run)
    if begun is None:
        return None
    lease = begun.lease
    try:
        with store.beating(lease), crossing.asking_first(lease.make_sure, str(lease.connection_id)):
            report, calls = _walk(begun, clock, now)
            end(begun, report, calls, clock())
            return begun.run
    except TakenOver:
        log.warning("connection %s: another worker took over", connection_id)
        return None
    finally:
        store.release(lease)


def _walk(begun: Begun, clock: Clock, now: datetime) -> tuple[Report, Calls]:
    """Return what came of it and how many calls each side got."""
    connection, run = begun.connection, begun.run
    watched = run.trigger in ASKED_BY_PERSON
    memory = store.TableMemory(
        begun.lease, run.pk, clock, connection, watched=watched, there=begun.there
    )
    try:
        books = crossing.open_bookkeeping(connection, clock)
        field = crossing.open_field_service(connection)
    except SealBroken:
        return _not_opened(memory, "seal_broken", "seal_broken"), {}
    except Failure as failure:
        return _not_opened(memory, "misconfigured", failure.code), {}
    allowed = {
        BOOKS: books.capabilities.calls_per_month,
        WORK_ORDERS: field.capabilities.calls_per_month,
    }
    if run.trigger == SCHEDULE and store.budget.used_up(begun.used, allowed, begun.most_calls):
        return _not_opened(memory, "misconfigured", "calls_used_up"), {}
    if not run.dry_run:
        memory.resolve(NOT_OPENED, ())
    quiet = timedelta(seconds=settings.BONBRUG_QUIET_SECONDS)
    context = RunContext(choices_of(connection), markers_of(connection), clock, now, quiet)
    ports = Ports(books, field, memory)
    report = walk(ports, context, thorough=watched, dry_run=run.dry_run)
    if not run.dry_run:
        sides = (books.side, field.side)
        listen(connection, begun.lease, memory, sides, report, clock() - now)
    return report, {BOOKS: books.side.calls, WORK_ORDERS: field.side.calls}


def _not_opened(memory: store.TableMemory, outcome: str, code: str) -> Report:
    report = Report(outcome=outcome, code=code)
    report.find(asked(code))
    memory.note(report.findings)
    return report


def markers_of(connection: Connection) -> Markers:
    """The newest key makes markers; what the older ones made is still known as ours."""
    newest, *older = signing_keys()
    name = f"{connection.field_service}:{connection.company_id}"
    return Markers(newest, name, tuple(older))
