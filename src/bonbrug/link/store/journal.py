"""The journal: events in a chain of hashes, one chain per connection.

An event is written in the transaction of the thing it tells, and last in it, so that everybody
locks in the same order. journal_hash.py says what is hashed, and with which key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from bonbrug.accounts.models import User
from bonbrug.link.models import Event, JournalHead
from bonbrug.link.store import journal_hash
from bonbrug.link.store.journal_hash import hash_of, is_signed, sign, written

__all__ = [
    "LINK", "TERMINAL", "NewEvent", "Value", "Values", "Verified", "append", "by", "changed",
    "forget", "hash_of", "plain", "sign_again", "verify", "written",
]  # fmt: skip

LINK = "link"
TERMINAL = "terminal"
SUBJECT = 255
CHUNK = 2000
KEPT = timedelta(days=7 * 366)
Value = str | int | bool | None | Sequence[str] | Mapping[str, int]
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class NewEvent:
    """One thing to write: `before` and `after` hold numbers, codes and choices only."""

    what: str
    subject: str = ""
    before: Values = field(default_factory=dict)
    after: Values = field(default_factory=dict)
    who: str = LINK


@dataclass(frozen=True, slots=True)
class Verified:
    """What a walk over a chain found; `broken` is the first sequence that is not right.

    `key` signs the end of it; `plain`: so many events are of before there was a key.
    """

    events: int
    head: str
    broken: int | None = None
    why: str = ""
    key: str = ""
    plain: int = 0


def by(user: User | None) -> str:
    """Return who did it: a person by number, or somebody at the command line."""
    return TERMINAL if user is None else f"person:{user.pk}"


def plain(value: object) -> Value:
    """Return a value as JSON keeps it on every database: amounts and days as text."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, list | tuple):
        return [str(word) for word in value]
    raise TypeError(type(value).__name__)


def changed(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[Values, Values]:
    """Return what differs, as it was and as it became."""
    names = [name for name in after if before.get(name) != after[name]]
    return (
        {name: plain(before.get(name)) for name in names},
        {name: plain(after[name]) for name in names},
    )


def append(connection_id: int, told: Sequence[NewEvent], now: datetime) -> None:
    """Write events at the end of the chain; the last thing in a transaction.

    An end that was changed from outside is not signed again, or nobody would notice any more.
    """
    if not told:
        return
    with transaction.atomic(savepoint=False):
        head = _head(connection_id)
        whole = _is_whole(head)
        events = []
        for one in told:
            event = _event(connection_id, head, one, now)
            head.sequence, head.hash = event.sequence, event.hash
            events.append(event)
        Event.objects.bulk_create(events, batch_size=500)
        if whole:
            sign(head)
        head.save(update_fields=["sequence", "hash", "key", "signature"])


def _head(connection_id: int) -> JournalHead:
    """Return the end of the chain, locked; a new chain begins here."""
    heads = JournalHead.objects.select_for_update().filter(pk=connection_id)
    return heads.first() or JournalHead.objects.create(pk=connection_id)


def _is_whole(head: JournalHead) -> bool:
    return not head.sequence or is_signed(head)


def _event(connection_id: int, head: JournalHead, told: NewEvent, now: datetime) -> Event:
    event = Event(
        connection_id=connection_id,
        sequence=head.sequence + 1,
        moment=now,
        who=told.who,
        what=told.what,
        subject=told.subject[:SUBJECT],
        before=dict(told.before),
        after=dict(told.after),
        previous=head.hash,
        key=journal_hash.newest(),
    )
    event.hash = hash_of(event)
    return event


def verify(connection_id: int) -> Verified:
    """Walk the whole chain, and compare its end with what was kept and signed beside it."""
    head = JournalHead.objects.filter(pk=connection_id).first() or JournalHead(pk=connection_id)
    events = Event.objects.filter(connection_id=connection_id).order_by("sequence")
    count, unkeyed, sequence, previous = 0, 0, head.forgotten, head.forgotten_hash
    for event in events.iterator(chunk_size=CHUNK):
        why = _wrong(event, sequence + 1, previous)
        if why:
            return Verified(count, previous, min(event.sequence, sequence + 1), why)
        count, sequence, previous = count + 1, event.sequence, event.hash
        unkeyed += not event.key
    if (sequence, previous) != (head.sequence, head.hash) or not sequence:
        return Verified(count, previous, *_wrong_end(sequence, head))
    if not is_signed(head):
        why = "unsigned" if head.key in journal_hash.known() else "no_key"
        return Verified(count, previous, sequence, why)
    return Verified(count, previous, key=head.key, plain=unkeyed)


def _wrong(event: Event, sequence: int, previous: str) -> str:
    if event.sequence != sequence:
        return "missing"
    if event.previous != previous:
        return "other_chain"
    if event.key and event.key not in journal_hash.known():
        return "no_key"
    return "" if event.hash == hash_of(event) else "changed"


def _wrong_end(sequence: int, head: JournalHead) -> tuple[int, str]:
    if sequence < head.sequence or not sequence:
        return sequence + 1, "missing"
    return (sequence, "other_head") if sequence == head.sequence else (head.sequence + 1, "added")


def forget(connection_id: int, now: datetime) -> int:
    """Remove events of more than seven years old; the chain goes on from where it was cut."""
    with transaction.atomic():
        head = _head(connection_id)
        young = Event.objects.filter(connection_id=connection_id, moment__gte=now - KEPT)
        first = young.order_by("sequence").values_list("sequence", flat=True).first()
        stop = first if first is not None else head.sequence + 1
        old = Event.objects.filter(connection_id=connection_id, sequence__lt=stop)
        last = old.order_by("-sequence").first()
        if last is None:
            return 0
        whole = _is_whole(head)
        head.forgotten, head.forgotten_hash = last.sequence, last.hash
        if whole:
            sign(head)
        head.save(update_fields=["forgotten", "forgotten_hash", "key", "signature"])
        return old.delete()[0]


def sign_again(connection_id: int) -> bool:
    """Sign the end of a chain with the newest key; False when it is not as we left it."""
    with transaction.atomic():
        head = _head(connection_id)
        if not _is_whole(head):
            return False
        sign(head)
        head.save(update_fields=["key", "signature"])
    return True
