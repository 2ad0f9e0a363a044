"""What to do with each work order now. Pure."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from bonbrug.sync.choices import ERROR_WORK_STATUS, EXPORT_WORK_STATUS, Choices
from bonbrug.sync.ledger import Intent, Job, Known, Outcome, Standing, State, Stop
from bonbrug.sync.likeness import content_print, print_of
from bonbrug.sync.nouns import WorkOrder
from bonbrug.values.quantity import folded

COMPLETE = "compleet"
SETTLED = "afgehandeld"
MOST_ATTEMPTS = 4
LOOK_BACK = timedelta(days=45)  # how far the books are searched for an invoice of ours
LOOK_AGAIN = timedelta(hours=1)
BACKLOG = 10
# Refusals that reading alone can clear: looked at again in every run.
READ_AGAIN = frozenset({"unknown_relation"})


class Move(StrEnum):
    """The next step with one job."""

    NOTHING = "nothing"
    START = "start"
    SEND = "send"  # the claimed intent was certainly not sent
    LOOK = "look"  # the outcome is unknown and the quiet period is over
    CLAIM_ANEW = "claim_anew"  # the number was somebody else's
    GONE = "gone"  # no longer offered: find out why
    REOPENED = "reopened"


def is_offered(order: WorkOrder) -> bool:
    """Tell whether a work order is to be exported: Compleet, work status 1, not archived."""
    return (
        folded(order.status) == COMPLETE
        and order.work_status.strip() == EXPORT_WORK_STATUS
        and not order.archived
    )


def is_marked(order: WorkOrder, job: Job) -> bool:
    """Tell whether it stands at 99 after our refusal: its item stays until it is solved.

    Back on a tablet too: it will come back with the same 99, and then nobody would look at it.
    """
    marked = order.work_status.strip() == ERROR_WORK_STATUS and not order.archived
    return job.state is State.REFUSED and marked and not is_settled(order)


def is_retried(job: Job) -> bool:
    """Tell whether a person said "try again" after a refusal: why it was refused is forgotten."""
    return job.state is State.REFUSED and not (job.refused_code or job.refused_print)


def move(
    job: Job, intent: Intent | None, order: WorkOrder | None, now: datetime, quiet: timedelta
) -> Move:
    """Decide the next step; `order` is None when it is not offered any more."""
    match job.state:
        case State.NEW | State.REFUSED:
            return Move.START if order else Move.GONE
        case State.WITHDRAWN:
            return _withdrawn(intent, order, now, quiet)
        case State.WAITING:
            return Move.NOTHING if order else Move.GONE
        case State.INTENDED:
            return _intended(intent, order, now, quiet)
        case State.SETTLED:
            return Move.REOPENED if order else Move.NOTHING
        case _:
            return Move.NOTHING


def _withdrawn(
    intent: Intent | None, order: WorkOrder | None, now: datetime, quiet: timedelta
) -> Move:
    """Offered again it starts over, but never while the outcome of a send is unknown.

    Nor with a number that turned out to be somebody else's.
    """
    if order is None:
        return Move.NOTHING
    begun = intent is not None and intent.outcome in (Outcome.SENT, Outcome.TAKEN)
    return _intended(intent, order, now, quiet) if begun else Move.START


def _intended(
    intent: Intent | None, order: WorkOrder | None, now: datetime, quiet: timedelta
) -> Move:
    if intent is None:
        return Move.START if order else Move.GONE
    if intent.outcome is Outcome.CLAIMED:
        return Move.SEND if order else Move.GONE
    if intent.told and intent.looked_at is None:
        return Move.LOOK
    age = now - intent.send_stamp if intent.send_stamp else quiet
    if age < -quiet:
        return Move.LOOK  # a clock was ahead: `Sending.look` begins the rest anew
    rested = age >= quiet
    if intent.outcome is Outcome.TAKEN:
        return Move.CLAIM_ANEW if rested else Move.NOTHING
    if intent.attempts >= MOST_ATTEMPTS and intent.looked_at:
        rested = abs(now - intent.looked_at) >= LOOK_AGAIN
    return Move.LOOK if rested else Move.NOTHING


def circumstances(
    order: WorkOrder, choices: Choices, products: dict[str, str], relation: Known | None
) -> str:
    """Return a fingerprint of all that a refusal may depend on."""
    return print_of(
        [
            content_print(order),
            str(choices.version),
            relation.print if relation else "",
            *(f"{key}={products[key]}" for key in sorted(products)),
        ]
    )


def is_settled(order: WorkOrder) -> bool:
    return folded(order.status) == SETTLED


def waits_for_release(order: WorkOrder, count: int, choices: Choices, standing: Standing) -> bool:
    """At the first export: old work orders, or many at once, wait until a person says yes."""
    if choices.export_from is not None:
        return order.day is None or order.day < choices.export_from
    if count > BACKLOG or order.day is None:
        return True
    return standing.activated_on is not None and order.day < standing.activated_on


def may_export(stop: Stop | None, choices: Choices, now: datetime) -> bool:
    """After a setting was refused: again when the settings changed, or once an hour."""
    return stop is None or stop.version != choices.version or abs(now - stop.at) >= LOOK_AGAIN


def search_window(order_day: date | None, today: date) -> tuple[date, date]:
    """Return the days between which an invoice of this work order can stand."""
    earliest = today - LOOK_BACK
    return min(order_day or earliest, earliest), today + timedelta(days=1)
