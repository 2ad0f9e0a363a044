"""How an event and the end of a chain are hashed: with a key that is not in the database.

As in the journal of the link (decision 0029), under a key of its own made of the signing key. What
a person may want erased stands in the hash as a keyed digest with a salt: once the salt is gone,
nobody can find out by trying which name it was, and the chain is still whole.
"""

import hmac
import json
from collections.abc import Mapping
from datetime import UTC
from functools import lru_cache

from bonbrug.accounts.keys import signing_keys
from bonbrug.accounts.security_events import SecurityChain, SecurityEvent
from bonbrug.values.sealing import Keys, key_id

PURPOSE = b"bonbrug security log"


@lru_cache(maxsize=4)
def _made(keys: Keys) -> Mapping[str, bytes]:
    return {key_id(key): hmac.digest(key, PURPOSE, "sha256") for key in keys}


def known() -> Mapping[str, bytes]:
    """Return the keys of the log by the id of the signing key, the newest first."""
    return _made(signing_keys())


def newest() -> str:
    """Return the id of the key that signs from now on."""
    return next(iter(known()))


def written(event: SecurityEvent) -> dict[str, object]:
    """Return what the hash of an event is made of."""
    return {
        "organisation": event.chain_id,
        "sequence": event.sequence,
        "moment": event.moment.astimezone(UTC).isoformat(timespec="microseconds"),
        "kind": event.kind,
        "result": event.result,
        "who": event.who,
        "who_digest": event.who_digest,
        "about": event.about,
        "about_digest": event.about_digest,
        "details": event.details,
        "previous": event.previous,
        "key": event.key,
    }


def erasable(event: SecurityEvent) -> dict[str, str]:
    """Return what the two digests are made of."""
    return {
        "who_name": event.who_name,
        "address": event.address,
        "who_salt": event.who_salt,
        "about_name": event.about_name,
        "about_salt": event.about_salt,
    }


def who_digest(event: SecurityEvent) -> str:
    """Return the digest of who did it and from where; KeyError when its key is not here."""
    return _keyed(event.key, ["who", event.who_salt, event.who_name, event.address])


def about_digest(event: SecurityEvent) -> str:
    """Return the digest of the name of what it is about; KeyError when its key is not here."""
    return _keyed(event.key, ["about", event.about_salt, event.about_name])


def hash_of(event: SecurityEvent) -> str:
    """Return the hash that an event must have; KeyError when its key is not here."""
    return _keyed(event.key, written(event))


def sign(chain: SecurityChain) -> None:
    """Sign the end of a chain with the newest key."""
    chain.key = newest()
    chain.signature = _signature(chain)


def is_signed(chain: SecurityChain) -> bool:
    """Tell whether the end of a chain is as we left it; not so when its key is not here."""
    return chain.key in known() and hmac.compare_digest(chain.signature, _signature(chain))


def _signature(chain: SecurityChain) -> str:
    ending = {
        "organisation": chain.number,
        "sequence": chain.sequence,
        "hash": chain.hash,
        "forgotten": chain.forgotten,
        "forgotten_hash": chain.forgotten_hash,
        "key": chain.key,
    }
    return _keyed(chain.key, ending)


def _keyed(key: str, content: object) -> str:
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hmac.digest(known()[key], text.encode("ascii"), "sha256").hex()
