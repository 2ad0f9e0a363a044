"""The keys of a chain of events, made of the signing keys: who gets one can make no markers.

What is hashed is canonical JSON: keys sorted, no spaces, only ASCII.
"""

import hmac
import json
from collections.abc import Mapping
from functools import lru_cache

from bonbrug.accounts.keys import signing_keys
from bonbrug.values.sealing import Keys, key_id


class ChainKeys:
    """The keys of one kind of chain; `purpose` keeps those of two kinds apart."""

    def __init__(self, purpose: bytes) -> None:
        self.purpose = purpose

    def known(self) -> Mapping[str, bytes]:
        """Return the keys by the id of the signing key, the newest first."""
        return _made(signing_keys(), self.purpose)

    def newest(self) -> str:
        """Return the id of the key that signs from now on."""
        return next(iter(self.known()))

    def digest(self, key: str, content: object) -> str:
        """Return the keyed hash of a content; KeyError when the key is not here."""
        return hmac.digest(self.known()[key], text(content), "sha256").hex()

    def is_digest(self, given: str, key: str, content: object) -> bool:
        """Tell whether that is its hash; not so when the key is not here."""
        return key in self.known() and hmac.compare_digest(given, self.digest(key, content))


def text(content: object) -> bytes:
    written = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return written.encode("ascii")


@lru_cache(maxsize=8)
def _made(keys: Keys, purpose: bytes) -> Mapping[str, bytes]:
    return {key_id(key): hmac.digest(key, purpose, "sha256") for key in keys}
