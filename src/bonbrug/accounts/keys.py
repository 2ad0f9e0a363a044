"""The keys of this installation: one set seals what is kept secret, another signs.

The first key of a set is the newest. It seals and signs; the others open and recognise.
"""

import hmac
from functools import lru_cache
from hashlib import sha256

from django.conf import settings

from bonbrug.values.sealing import Keyring, Keys


def keyring() -> Keyring:
    """Return the keys that secrets are sealed with, as they are now."""
    return _ring(settings.BONBRUG_SEALING_KEYS.current())


def signing_keys() -> Keys:
    """Return the keys that sign markers and journals, as they are now."""
    keys: Keys = settings.BONBRUG_SIGNING_KEYS.current()
    return keys


@lru_cache(maxsize=2)
def _ring(keys: Keys) -> Keyring:
    return Keyring(keys)


def digest(secret: str) -> str:
    """Return what is stored of a token that only has to be recognised."""
    return sha256(secret.encode()).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare two secrets in constant time."""
    return hmac.compare_digest(digest(one), digest(other))
