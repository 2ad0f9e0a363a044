"""What a person decides about an item."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from bonbrug.accounts.models import User
from bonbrug.link.models import Binding, Connection, ExportJob, Intent, Item, VersionHistory
from bonbrug.link.store.journal import NewEvent, append, by
from bonbrug.sync.invoicing import doubts
from bonbrug.sync.model.bindings import PUT_REFUSED
from bonbrug.sync.model.jobs import Outcome, State
from bonbrug.values.quantity import folded


def retry(item: Item, user: User | None, now: datetime) -> None:
    """Try again what the item is about ("Opnieuw proberen"), and close it.

    A refused or withdrawn work order goes again; an unknown outcome is looked up, and only when it
    is absent in the books the same invoice is sent again under its own number.
    """
    with transaction.atomic():
        if item.job_id:
            _retry_job(item.job_id)
        elif item.kind == "setting_refused":
            Connection.objects.filter(pk=item.connection_id).update(export_stop={})
        elif item.kind == "put_refused":
            refused = Binding.objects.filter(
                connection_id=item.connection_id, key=folded(item.subject), sent_as=PUT_REFUSED
            )
            refused.update(sent_as="")
        _wake(item.connection_id, now)
        _close(item, user, now, "retry")


def _retry_job(job_id: int) -> None:
    jobs = ExportJob.objects.filter(pk=job_id)
    jobs.filter(state=State.REFUSED).update(refused_fingerprint="", refused_code="")
    doubtful = Intent.objects.filter(job_id=job_id, outcome=Outcome.SENT)
    doubtful.update(attempts=1, looked_at=None, named_number="")


def approve(item: Item, user: User | None, now: datetime) -> None:
    """Invoice a doubtful work order as it is ("Zo factureren"), and close what is asked about it.

    It holds for what was asked about: when the work order, its customer, a price or the settings
    change after it, the work order is judged anew.
    """
    with transaction.atomic():
        refused = ExportJob.objects.filter(items=item, state=State.REFUSED)
        refused.exclude(refused_fingerprint="").update(
            approved_fingerprint=F("refused_fingerprint")
        )
        refused.update(refused_fingerprint="", refused_code="")
        asked = Item.objects.filter(job_id=item.job_id, kind__in=doubts.CODES, closed_at=None)
        for one in asked:
            _close(one, user, now, "approve")
        _wake(item.connection_id, now)
    item.refresh_from_db()


def stands_as(item: Item, number: str, user: User | None, now: datetime) -> None:
    """Say under which number an invoice of unknown outcome stands in the books, and close it.

    The next run looks whether this customer has it, and then keeps it; nothing is sent meanwhile.
    """
    with transaction.atomic():
        doubtful = Intent.objects.filter(job_id=item.job_id, outcome=Outcome.SENT)
        doubtful.update(named_number=number, looked_at=None)
        _wake(item.connection_id, now)
        _close(item, user, now, "stands_as")


def no_invoice(item: Item, user: User | None, now: datetime) -> None:
    """Stop looking for an invoice of unknown outcome; its number is never given to another.

    Offered again, the link looks in the books before it does anything.
    """
    with transaction.atomic():
        intended = ExportJob.objects.filter(items=item, state=State.INTENDED)
        intended.update(state=State.WITHDRAWN)
        _close(item, user, now, "no_invoice")


def accept(item: Item, user: User | None, now: datetime) -> None:
    """Confirm that what was found is right, and close it; the next run goes on with it."""
    with transaction.atomic():
        match item.kind:
            case "mass_change":
                _forget_count(item.connection_id, item.subject)
            case "restored_books":
                _forget_versions(item.connection_id, item.subject)
            case "code_reused":
                _rebind(item)
            case "backlog":
                count = _release(item.connection_id)
                released = NewEvent("backlog_released", "", {}, {"count": count}, who=by(user))
                append(item.connection_id, [released], now)
            case "exports_held":
                Connection.objects.filter(pk=item.connection_id).update(exports_paused_until=None)
                append(item.connection_id, [NewEvent("exports_released", who=by(user))], now)
        _wake(item.connection_id, now)
        _close(item, user, now, "accept")


def _forget_count(connection_id: int, kind: str) -> None:
    connection = Connection.objects.select_for_update().get(pk=connection_id)
    connection.seen_counts = {**connection.seen_counts, kind: 0}
    connection.save(update_fields=["seen_counts"])


def _forget_versions(connection_id: int, kind: str) -> None:
    VersionHistory.objects.filter(binding__connection_id=connection_id, binding__kind=kind).delete()


def _rebind(item: Item) -> None:
    """Take the record that has the code now as the one that is meant."""
    bound = Binding.objects.filter(
        connection_id=item.connection_id, kind=item.facts.get("kind"), key=folded(item.subject)
    )
    bound.update(books_id="")


def close(item: Item, user: User | None, now: datetime) -> None:
    """Close an item without doing anything."""
    _close(item, user, now, "close")


def _close(item: Item, user: User | None, now: datetime, decision: str) -> None:
    with transaction.atomic():
        open_one = Item.objects.filter(pk=item.pk, closed_at=None)
        if open_one.update(closed_at=now, closed_by=user):
            after = {"kind": item.kind, "decision": decision}
            event = NewEvent("item_closed", item.subject, {}, after, who=by(user))
            append(item.connection_id, [event], now)
    item.refresh_from_db()


def _wake(connection_id: int, now: datetime) -> None:
    active = Connection.objects.filter(
        pk=connection_id, deleted_at=None, activated_on__isnull=False
    )
    active.update(due_at=now, again=True)


def _release(connection_id: int) -> int:
    waiting = ExportJob.objects.filter(connection_id=connection_id, state=State.WAITING)
    return waiting.update(state=State.NEW)
