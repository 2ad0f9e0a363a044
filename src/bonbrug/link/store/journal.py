"""The journal: events in a chain of hashes, one chain per connection.

An event is written in the transaction of the thing it tells, and last in it, so that everybody
locks in the same order. The hash is the SHA-256 of the event as canonical JSON (keys sorted, no
spaces, only ASCII), the hash of the event before it included; docs/en/proof.md shows how to
compute it with another program.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from bonbrug.accounts.models import User
from bonbrug.link.models import Event, JournalHead

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
    """What a walk over a chain found; `broken` is the first sequence that is not right."""

    events: int
    head: str
    broken: int | None = None
    why: str = ""


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
    """Write events at the end of the chain; the last thing in a transaction."""
    if not told:
        return
    with transaction.atomic(savepoint=False):
        head = _head(connection_id)
        events = []
        for one in told:
            event = _event(connection_id, head, one, now)
            head.sequence, head.hash = event.sequence, event.hash
            events.append(event)
        Event.objects.bulk_create(events, batch_size=500)
        head.save(update_fields=["sequence", "hash"])


def _head(connection_id: int) -> JournalHead:
    """Return the end of the chain, locked; a new chain begins here."""
    heads = JournalHead.objects.select_for_update().filter(pk=connection_id)
    return heads.first() or JournalHead.objects.create(pk=connection_id)


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
    )
    event.hash = hash_of(event)
    return event


def written(event: Event) -> dict[str, object]:
    """Return an event as it is hashed and exported, without its own hash."""
    return {
        "connection": event.connection_id,
        "sequence": event.sequence,
        "moment": event.moment.astimezone(UTC).isoformat(timespec="microseconds"),
        "who": event.who,
        "what": event.what,
        "subject": event.subject,
        "before": event.before,
        "after": event.after,
        "previous": event.previous,
    }


def hash_of(event: Event) -> str:
    text = json.dumps(written(event), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def verify(connection_id: int) -> Verified:
    """Walk the whole chain, and compare its end with what was kept beside it."""
    head = JournalHead.objects.filter(pk=connection_id).first() or JournalHead()
    events = Event.objects.filter(connection_id=connection_id).order_by("sequence")
    count, sequence, previous = 0, head.forgotten, head.forgotten_hash
    for event in events.iterator(chunk_size=CHUNK):
        why = _wrong(event, sequence + 1, previous)
        if why:
            return Verified(count, previous, min(event.sequence, sequence + 1), why)
        count, sequence, previous = count + 1, event.sequence, event.hash
    if (sequence, previous) == (head.sequence, head.hash) and sequence:
        return Verified(count, previous)
    return Verified(count, previous, *_wrong_end(sequence, head))


def _wrong(event: Event, sequence: int, previous: str) -> str:
    if event.sequence != sequence:
        return "missing"
    if event.previous != previous:
        return "other_chain"
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
        head.forgotten, head.forgotten_hash = last.sequence, last.hash
        head.save(update_fields=["forgotten", "forgotten_hash"])
        return old.delete()[0]
