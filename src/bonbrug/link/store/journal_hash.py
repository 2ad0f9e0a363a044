"""How an event and the end of a chain are hashed: with a key that is not in the database.

Canonical JSON (keys sorted, no spaces, only ASCII), the hash of the event before it included, under
HMAC-SHA-256. The key is made of the signing key, so that an auditor who gets it can make no
markers. Events of before there was a key have a plain SHA-256, and stay so.
docs/en/proof.md shows how to compute both with another program.
"""

import hashlib
from datetime import UTC

from bonbrug.accounts.chain_keys import ChainKeys, text
from bonbrug.link.models import Event, JournalHead

KEYS = ChainKeys(b"bonbrug journal")
known, newest = KEYS.known, KEYS.newest


def written(event: Event) -> dict[str, object]:
    """Return an event as it is hashed and exported, without its own hash."""
    keyed = {"key": event.key} if event.key else {}
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
        **keyed,
    }


def hash_of(event: Event) -> str:
    """Return the hash that an event must have; KeyError when its key is not here."""
    if not event.key:
        return hashlib.sha256(text(written(event))).hexdigest()
    return KEYS.digest(event.key, written(event))


def sign(head: JournalHead) -> None:
    """Sign the end of a chain with the newest key."""
    head.key = newest()
    head.signature = KEYS.digest(head.key, _ending(head))


def is_signed(head: JournalHead) -> bool:
    """Tell whether the end of a chain is as we left it; not so when its key is not here."""
    return KEYS.is_digest(head.signature, head.key, _ending(head))


def _ending(head: JournalHead) -> dict[str, object]:
    return {
        "connection": head.pk,
        "sequence": head.sequence,
        "hash": head.hash,
        "forgotten": head.forgotten,
        "forgotten_hash": head.forgotten_hash,
        "key": head.key,
    }
