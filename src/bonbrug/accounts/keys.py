"""The keyring and the signing key of this installation, from the settings."""

import hmac
from functools import lru_cache
from hashlib import sha256

from django.conf import settings

from bonbrug.values.sealing import Keyring


@lru_cache(maxsize=1)
def keyring() -> Keyring:
    """Return the keys that secrets are sealed with."""
    return Keyring(tuple(settings.BONBRUG_KEYS))


def digest(secret: str) -> str:
    """Return what is stored of a token that only has to be recognised."""
    return sha256(secret.encode()).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare two secrets in constant time."""
    return hmac.compare_digest(digest(one), digest(other))
