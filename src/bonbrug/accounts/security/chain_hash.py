"""How an event and the end of a chain are hashed: with a key that is not in the database.

As in the journal of the link (decision 0029), under a key of its own made of the signing key. What
a person may want erased stands in the hash as a keyed digest with a salt: once the salt is gone,
nobody can find out by trying which name it was, and the chain is still whole.
"""

from datetime import UTC

from bonbrug.accounts.chain_keys import ChainKeys
from bonbrug.accounts.security_events import SecurityChain, SecurityEvent

KEYS = ChainKeys(b"bonbrug security log")
known, newest = KEYS.known, KEYS.newest


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
    return KEYS.digest(event.key, ["who", event.who_salt, event.who_name, event.address])


def about_digest(event: SecurityEvent) -> str:
    """Return the digest of the name of what it is about; KeyError when its key is not here."""
    return KEYS.digest(event.key, ["about", event.about_salt, event.about_name])


def hash_of(event: SecurityEvent) -> str:
    """Return the hash that an event must have; KeyError when its key is not here."""
    return KEYS.digest(event.key, written(event))


def sign(chain: SecurityChain) -> None:
    """Sign the end of a chain with the newest key."""
    chain.key = newest()
    chain.signature = KEYS.digest(chain.key, _ending(chain))


def is_signed(chain: SecurityChain) -> bool:
    """Tell whether the end of a chain is as we left it; not so when its key is not here."""
    return KEYS.is_digest(chain.signature, chain.key, _ending(chain))


def _ending(chain: SecurityChain) -> dict[str, object]:
    return {
        "organisation": chain.number,
        "sequence": chain.sequence,
        "hash": chain.hash,
        "forgotten": chain.forgotten,
        "forgotten_hash": chain.forgotten_hash,
        "key": chain.key,
    }
