"""How an event and the end of a chain are hashed: with a key that is not in the database.

Canonical JSON (keys sorted, no spaces, only ASCII), the hash of the event before it included, under
HMAC-SHA-256. The key is made of the signing key, so that an auditor who gets it can make no
markers. Events of before there was a key have a plain SHA-256, and stay so.
docs/en/proof.md shows how to compute both with another program.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC
from functools import lru_cache

from bonbrug.accounts.keys import signing_keys
from bonbrug.link.models import Event, JournalHead
from bonbrug.values.sealing import Keys, key_id

PURPOSE = b"bonbrug journal"


@lru_cache(maxsize=4)
def _made(keys: Keys) -> Mapping[str, bytes]:
    return {key_id(key): hmac.digest(key, PURPOSE, "sha256") for key in keys}


def known() -> Mapping[str, bytes]:
    """Return the keys of the journal by the id of the signing key, the newest first."""
    return _made(signing_keys())


def newest() -> str:
    """Return the id of the key that signs from now on."""
    return next(iter(known()))


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
    text = _text(written(event))
    if not event.key:
        return hashlib.sha256(text).hexdigest()
    return hmac.digest(known()[event.key], text, "sha256").hex()


def sign(head: JournalHead) -> None:
    """Sign the end of a chain with the newest key."""
    head.key = newest()
    head.signature = _signature(head)


def is_signed(head: JournalHead) -> bool:
    """Tell whether the end of a chain is as we left it; not so when its key is not here."""
    return head.key in known() and hmac.compare_digest(head.signature, _signature(head))


def _signature(head: JournalHead) -> str:
    ending = {
        "connection": head.pk,
        "sequence": head.sequence,
        "hash": head.hash,
        "forgotten": head.forgotten,
        "forgotten_hash": head.forgotten_hash,
        "key": head.key,
    }
    return hmac.digest(known()[head.key], _text(ending), "sha256").hex()


def _text(values: Mapping[str, object]) -> bytes:
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return text.encode("ascii")
