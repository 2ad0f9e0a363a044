"""What a person decides about an item. Each button tells whether it was in time.

A button that is pressed while a run is going is never lost and never overwrites: it takes the row
of its job first, decides about it as it stands now (`sync.states`), and counts that. A run
that read the job before writes nothing over it. Items, connection and journal follow in the same
order as in a run, so that neither waits for the other in a circle.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from django.db import transaction

from bonbrug.accounts.models import User
from bonbrug.link import store
from bonbrug.link.models import Binding, Connection, Item, ReadingState, VersionHistory
from bonbrug.link.store.journal import NewEvent, append, by
from bonbrug.sync.judging.weights import ASKS
from bonbrug.sync.model.bindings import PUT_REFUSED
from bonbrug.sync.model.readings import IN_THE_BOOKS
from bonbrug.sync.states import person_transitions
from bonbrug.sync.states.jobs import State
from bonbrug.sync.states.person_transitions import Pair
from bonbrug.values.quantity import folded


def retry(item: Item, user: User | None, now: datetime) -> bool:
    """Try again what the item is about, and close it.

    A refused or withdrawn work order goes again; an unknown outcome is looked up, and only when it
    is absent in the books the same invoice is sent again under its own number.
    """
    with transaction.atomic():
        _decide(item, person_transitions.retry)
        if not _close([item], user, now):
            return False
        if item.kind == "setting_refused":
            Connection.objects.filter(pk=item.connection_id).update(export_stop={})
        elif item.kind == "put_refused":
            refused = Binding.objects.filter(
                connection_id=item.connection_id, key=folded(item.subject), sent_as=PUT_REFUSED
            )
            refused.update(sent_as="")
        _wake(item.connection_id, now)
        _tell(item, [item], user, now, "retry")
    return True


def approve(item: Item, user: User | None, now: datetime) -> bool:
    """Invoice a doubtful work order as it is, and close what is asked about it.

    It holds for what was asked about: when the work order, its customer, a price or the settings
    change after it, the work order is judged anew.
    """
    with transaction.atomic():
        if not _decide(item, person_transitions.approve):
            return False
        asked = Item.objects.filter(job_id=item.job_id, kind__in=ASKS, closed_at=None)
        closed = _close(asked.order_by("pk"), user, now)
        _wake(item.connection_id, now)
        _tell(item, closed, user, now, "approve")
    item.refresh_from_db()
    return True


def stands_as(item: Item, number: str, user: User | None, now: datetime) -> bool:
    """Say under which number an invoice of unknown outcome stands in the books, and close it.

    The next run looks whether this customer has it, and then keeps it; nothing is sent meanwhile.
    """
    with transaction.atomic():
        if not _decide(item, partial(person_transitions.stands_as, number=number)):
            return False
        closed = _close([item], user, now)
        _wake(item.connection_id, now)
        _tell(item, closed, user, now, "stands_as")
    return True


def no_invoice(item: Item, user: User | None, now: datetime) -> bool:
    """Stop looking for an invoice of unknown outcome; its number is never given to another.

    Offered again, the link looks in the books before it does anything.
    """
    with transaction.atomic():
        if not _decide(item, person_transitions.no_invoice):
            return False
        _tell(item, _close([item], user, now), user, now, "no_invoice")
    return True


def accept(item: Item, user: User | None, now: datetime) -> bool:
    """Confirm that what was found is right, and close it; the next run goes on with it."""
    told: list[NewEvent] = []
    with transaction.atomic():
        if item.kind == "backlog":
            count = store.decide_all(item.connection_id, State.WAITING, person_transitions.release)
            told = [NewEvent("backlog_released", "", {}, {"count": count}, who=by(user))]
        elif item.kind == "exports_held":
            told = [NewEvent("exports_released", who=by(user))]
        if not _close([item], user, now):
            return False
        _accept(item)
        _wake(item.connection_id, now)
        _tell(item, [item], user, now, "accept", *told)
    return True


def _accept(item: Item) -> None:
    match item.kind:
        case "mass_change":
            _forget_count(item.connection_id, item.subject)
        case "restored_books":
            _forget_versions(item.connection_id, item.subject)
        case "code_reused":
            _rebind(item)
        case "exports_held":
            Connection.objects.filter(pk=item.connection_id).update(exports_paused_until=None)


def _forget_count(connection_id: int, kind: str) -> None:
    mine = ReadingState.objects.filter(connection_id=connection_id, listing=IN_THE_BOOKS[kind])
    mine.update(row_count=0)


def _forget_versions(connection_id: int, kind: str) -> None:
    VersionHistory.objects.filter(binding__connection_id=connection_id, binding__kind=kind).delete()


def _rebind(item: Item) -> None:
    """Take the record that has the code now as the one that is meant."""
    bound = Binding.objects.filter(
        connection_id=item.connection_id, kind=item.facts.get("kind"), key=folded(item.subject)
    )
    bound.update(books_id="")


def close(item: Item, user: User | None, now: datetime) -> bool:
    """Close an item without doing anything."""
    with transaction.atomic():
        closed = _close([item], user, now)
        _tell(item, closed, user, now, "close")
    return bool(closed)


def _decide(item: Item, decision: Callable[[Pair], Pair]) -> bool:
    """Decide about the job of an item, unless the item was closed meanwhile."""

    def in_time(pair: Pair) -> Pair:
        still = Item.objects.filter(pk=item.pk, closed_at=None).exists()
        return decision(pair) if still else pair

    return item.job_id is not None and store.decide(item.job_id, in_time)


def _close(items: Iterable[Item], user: User | None, now: datetime) -> list[Item]:
    """Close these items; return those that were open."""
    closed = []
    for item in items:
        if Item.objects.filter(pk=item.pk, closed_at=None).update(closed_at=now, closed_by=user):
            closed.append(item)
        item.refresh_from_db()
    return closed


def _tell(
    item: Item,
    closed: Iterable[Item],
    user: User | None,
    now: datetime,
    decision: str,
    *before: NewEvent,
) -> None:
    """Write in the journal what was decided; the last thing in a transaction."""
    told = [
        NewEvent("item_closed", one.subject, {}, {"kind": one.kind, "decision": decision}, by(user))
        for one in closed
    ]
    append(item.connection_id, [*before, *told], now)


def _wake(connection_id: int, now: datetime) -> None:
    active = Connection.objects.filter(
        pk=connection_id, deleted_at=None, activated_on__isnull=False
    )
    active.update(due_at=now, again=True)
