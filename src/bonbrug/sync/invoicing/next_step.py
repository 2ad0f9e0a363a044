"""What to do with each work order now. Pure."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from bonbrug.sync.fingerprints import work_order_fingerprint
from bonbrug.sync.model.capabilities import Statuses
from bonbrug.sync.model.connection_state import ConnectionState, ExportStop
from bonbrug.sync.model.records import WorkOrder
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.states.jobs import Intent, Job, Outcome, State
from bonbrug.values.quantity import folded

MOST_ATTEMPTS = 4
LOOK_BACK = timedelta(days=45)  # how far the books are searched for an invoice of ours
LOOK_AGAIN = timedelta(hours=1)
BACKLOG = 10
# Refusals that reading alone can clear: looked at again in every run.
READ_AGAIN = frozenset({"unknown_relation", "customer_erased"})


class NextStep(StrEnum):
    """The next step with one job."""

    NOTHING = "nothing"
    START = "start"
    SEND = "send"  # the claimed intent was certainly not sent
    LOOK = "look"  # the outcome is unknown and the quiet period is over
    CLAIM_ANEW = "claim_anew"  # the number was somebody else's
    GONE = "gone"  # no longer offered: find out why
    REOPENED = "reopened"


def is_offered(order: WorkOrder, statuses: Statuses) -> bool:
    """Tell whether a work order is to be exported: complete, marked for it, not archived."""
    return (
        is_complete(order, statuses)
        and order.work_status.strip() == statuses.to_export
        and not order.archived
    )


def is_wanted(job: Job, order: WorkOrder, statuses: Statuses) -> bool:
    """Tell whether this job is to go on: its work order is offered, or invoiced anew after all.

    Nobody can set a settled one back to complete over the wire.
    """
    return is_offered(order, statuses) or (job.is_anew and is_settled(order, statuses))


def is_marked(order: WorkOrder, job: Job, statuses: Statuses) -> bool:
    """Tell whether it is marked as an error after our refusal: its item stays until it is solved.

    Back on a tablet too: it will come back with the same mark, and then nobody would look at it.
    """
    marked = order.work_status.strip() == statuses.error and not order.archived
    return job.state is State.REFUSED and marked and not is_settled(order, statuses)


def is_retried(job: Job) -> bool:
    """Tell whether a person said "try again" after a refusal: why it was refused is forgotten."""
    return job.state is State.REFUSED and not (job.refused_code or job.refused_fingerprint)


def next_step(
    job: Job, intent: Intent | None, order: WorkOrder | None, now: datetime, quiet: timedelta
) -> NextStep:
    """Decide the next step; `order` is None when it is not offered any more.

    A credit goes on whatever becomes of its work order, and a collective invoice is of several.
    """
    of = _of_credit if job.credits or job.collective else _of_invoice
    return of(job, intent, order, now, quiet)


def _of_invoice(
    job: Job, intent: Intent | None, order: WorkOrder | None, now: datetime, quiet: timedelta
) -> NextStep:
    match job.state:
        case State.NEW | State.REFUSED | State.GATHERED:
            return NextStep.START if order else NextStep.GONE
        case State.DECLINED | State.WAITING:
            return _left_to_person(job, order)
        case State.WITHDRAWN:
            return _withdrawn(intent, order, now, quiet)
        case State.INTENDED:
            return _intended(intent, now, quiet, offered=order is not None)
        case State.SETTLED:
            return NextStep.REOPENED if order else NextStep.NOTHING
        case _:
            return NextStep.NOTHING


def _left_to_person(job: Job, order: WorkOrder | None) -> NextStep:
    """A declined one is judged again once what is on it changes; it needs no word when it is gone.

    One that waits for its release does nothing until then.
    """
    if job.state is State.DECLINED:
        return NextStep.START if order and is_changed(job, order) else NextStep.NOTHING
    return NextStep.NOTHING if order else NextStep.GONE


def _withdrawn(
    intent: Intent | None, order: WorkOrder | None, now: datetime, quiet: timedelta
) -> NextStep:
    """Offered again it starts over, but never while the outcome of a send is unknown.

    Nor with a number that turned out to be somebody else's.
    """
    if order is None:
        return NextStep.NOTHING
    begun = intent is not None and intent.outcome in (Outcome.SENT, Outcome.TAKEN)
    return _intended(intent, now, quiet, offered=True) if begun else NextStep.START


def _of_credit(
    job: Job, intent: Intent | None, order: WorkOrder | None, now: datetime, quiet: timedelta
) -> NextStep:
    match job.state:
        case State.NEW | State.REFUSED:
            return NextStep.START
        case State.INTENDED:
            return _intended(intent, now, quiet, offered=True)
        case State.WITHDRAWN:
            return NextStep.REOPENED if order else NextStep.NOTHING
        case _:
            return NextStep.NOTHING


def _intended(intent: Intent | None, now: datetime, quiet: timedelta, *, offered: bool) -> NextStep:
    if intent is None:
        return NextStep.START if offered else NextStep.GONE
    if intent.outcome is Outcome.CLAIMED:
        return NextStep.SEND if offered else NextStep.GONE
    if intent.named_number and intent.looked_at is None:
        return NextStep.LOOK
    age = now - intent.send_stamp if intent.send_stamp else quiet
    if age < -quiet:
        return NextStep.LOOK  # a clock was ahead: `Sending.look` begins the rest anew
    rested = age >= quiet
    if intent.outcome is Outcome.TAKEN:
        return NextStep.CLAIM_ANEW if rested else NextStep.NOTHING
    if intent.attempts >= MOST_ATTEMPTS and intent.looked_at:
        rested = abs(now - intent.looked_at) >= LOOK_AGAIN
    return NextStep.LOOK if rested else NextStep.NOTHING


def is_changed(job: Job, order: WorkOrder) -> bool:
    """Tell whether a work order says something else than when it was last decided about."""
    return work_order_fingerprint(order) != job.content_fingerprint


def is_complete(order: WorkOrder, statuses: Statuses) -> bool:
    return folded(order.status) == folded(statuses.complete)


def is_settled(order: WorkOrder, statuses: Statuses) -> bool:
    return folded(order.status) == folded(statuses.settled)


def waits_for_release(
    order: WorkOrder, count: int, choices: SyncSettings, connection: ConnectionState
) -> bool:
    """At the first export: old work orders, or many at once, wait until a person says yes."""
    if choices.export_from is not None:
        return order.day is None or order.day < choices.export_from
    if count > BACKLOG or order.day is None:
        return True
    return connection.activated_on is not None and order.day < connection.activated_on


def may_export(stop: ExportStop | None, choices: SyncSettings, now: datetime) -> bool:
    """After a setting was refused: again when the settings changed, or once an hour."""
    return stop is None or stop.version != choices.version or abs(now - stop.at) >= LOOK_AGAIN


def search_window(order_day: date | None, today: date) -> tuple[date, date]:
    """Return the days between which an invoice of this work order can stand."""
    earliest = today - LOOK_BACK
    return min(order_day or earliest, earliest), today + timedelta(days=1)
