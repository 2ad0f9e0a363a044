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
from django.db.models import F, QuerySet

from bonbrug.accounts.models import User
from bonbrug.link import store
from bonbrug.link.models import Binding, Connection, ExportJob, Item, ReadingState, VersionHistory
from bonbrug.link.store.journal import NewEvent, append, by
from bonbrug.sync.judging.weights import ASKS, EVERY_INVOICE
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
        wake_soon(item.connection_id, now)
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
        told = close_asked(item.job_id, user, now, "approve")
        wake_soon(item.connection_id, now)
        append(item.connection_id, told, now)
    item.refresh_from_db()
    return True


def close_asked(
    job_id: int | None, user: User | None, now: datetime, decision: str
) -> list[NewEvent]:
    """Close what is asked about the work order of this job; return what the journal tells of it."""
    asked = Item.objects.filter(job_id=job_id, kind__in=ASKS, closed_at=None)
    return _closings(_close(asked.order_by("pk"), user, now), user, decision)


def decline(item: Item, user: User | None, now: datetime) -> bool:
    """Make no invoice of a doubtful work order as it is, and close what is asked about it.

    When what is on it changes, it is judged anew.
    """
    with transaction.atomic():
        if not _decide(item, person_transitions.decline):
            return False
        append(item.connection_id, close_asked(item.job_id, user, now, "decline"), now)
    item.refresh_from_db()
    return True


def reconsider(job: ExportJob, user: User | None, now: datetime) -> bool:
    """Invoice a work order after all of which a person wanted no invoice."""
    with transaction.atomic():
        if not store.decide(job.pk, person_transitions.reconsider):
            return False
        wake_soon(job.connection_id, now)
        number = job.work_order_number or job.row_id
        told = NewEvent(
            "job_reconsidered", number, {"state": State.DECLINED}, {"state": State.NEW}, by(user)
        )
        append(job.connection_id, [told], now)
    return True


def credit_and_again(item: Item, user: User | None, now: datetime) -> bool:
    """Take the invoice of a work order back, and invoice the work order anew."""
    return _credit(item, user, now, "credit_and_again", again=True)


def credit_only(item: Item, user: User | None, now: datetime) -> bool:
    """Take the invoice of a work order back; no other is made of it."""
    return _credit(item, user, now, "credit_only", again=False)


def _credit(item: Item, user: User | None, now: datetime, said: str, *, again: bool) -> bool:
    with transaction.atomic():
        still = Item.objects.filter(pk=item.pk, closed_at=None).exists()
        if item.job_id is None or not still or not store.credit(item.job_id, now, again=again):
            return False
        closed = _close([item, *_of_the_same_invoice(item)], user, now)
        wake_soon(item.connection_id, now)
        _tell(item, closed, user, now, said)
    return True


def _of_the_same_invoice(item: Item) -> QuerySet[Item]:
    """Return what is asked about the other work orders of a collective invoice."""
    mine = item.job.collected_in_id if item.job else None
    if mine is None:
        return Item.objects.none()
    asked = Item.objects.filter(kind=item.kind, closed_at=None, job__collected_in=mine)
    return asked.exclude(pk=item.pk).order_by("pk")


def leave(item: Item, user: User | None, now: datetime) -> bool:
    """Leave the invoice of a work order as it is; the work order is settled again."""
    return _decide_and_close(item, person_transitions.leave, user, now, "leave")


def drop_credit(item: Item, user: User | None, now: datetime) -> bool:
    """Take an invoice not back after all."""
    return _decide_and_close(item, person_transitions.drop_credit, user, now, "drop_credit")


def credit_anyway(item: Item, user: User | None, now: datetime) -> bool:
    """Take an invoice back although another of the opposite amount is there."""
    return _decide_and_close(item, person_transitions.approve, user, now, "credit_anyway")


def _decide_and_close(
    item: Item, decision: Callable[[Pair], Pair], user: User | None, now: datetime, said: str
) -> bool:
    with transaction.atomic():
        if not _decide(item, decision):
            return False
        closed = _close([item], user, now)
        wake_soon(item.connection_id, now)
        _tell(item, closed, user, now, said)
    return True


def waiting_questions(connection: Connection) -> QuerySet[Item]:
    """Return the open items that are about an invoice that waits."""
    mine = connection.items.filter(closed_at=None, kind__in=ASKS)
    return mine.filter(job__state=State.REFUSED, job__refused_code__in=ASKS)


def approve_clean(connection: Connection, user: User | None, now: datetime) -> int:
    """Approve every invoice about which nothing is asked but that a person looks; return how many.

    Only those that stand there as they would be. Each by itself: one that changed meanwhile does
    not stop the others.
    """
    about = waiting_questions(connection)
    asked = about.exclude(kind=EVERY_INVOICE).values("job")
    shown = about.filter(job__proposal__circumstances=F("job__refused_fingerprint"))
    clean = shown.filter(kind=EVERY_INVOICE).exclude(job__in=asked).order_by("pk")
    return sum(approve(item, user, now) for item in clean)


def stands_as(item: Item, number: str, user: User | None, now: datetime) -> bool:
    """Say under which number an invoice of unknown outcome stands in the books, and close it.

    The next run looks whether this customer has it, and then keeps it; nothing is sent meanwhile.
    """
    decision = partial(person_transitions.stands_as, number=number)
    return _decide_and_close(item, decision, user, now, "stands_as")


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
        wake_soon(item.connection_id, now)
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
    append(item.connection_id, [*before, *_closings(closed, user, decision)], now)


def _closings(closed: Iterable[Item], user: User | None, decision: str) -> list[NewEvent]:
    return [
        NewEvent("item_closed", one.subject, {}, {"kind": one.kind, "decision": decision}, by(user))
        for one in closed
    ]


def wake_soon(connection_id: int, now: datetime) -> None:
    """Let the next run come at once, where the link works."""
    active = Connection.objects.filter(
        pk=connection_id, deleted_at=None, activated_on__isnull=False
    )
    active.update(due_at=now, again=True)
