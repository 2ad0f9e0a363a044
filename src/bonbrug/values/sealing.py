"""Secrets at rest: AES-256-GCM, bound to their record so that a copied value does not open.

A sealed text is ``v1.<key id>.<nonce+ciphertext, base64>``. The first key of the ring seals; every
key opens, so keys can be rotated. A value that does not open raises `SealBroken`, never blank.
"""

import base64
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
KEY_BYTES = 32
HEX = frozenset("0123456789abcdefABCDEF")
Keys = tuple[bytes, ...]


class SealBroken(Exception):
    """The value was changed, moved to another record, or sealed with a key that is not here."""


def key_id(key: bytes) -> str:
    return sha256(key).hexdigest()[:8]


def read_keys(written: str) -> list[bytes]:
    """Read keys of 64 hex digits with commas; none at all when one of them is no key."""
    words = written.replace(",", " ").split()
    if not all(len(word) == 2 * KEY_BYTES and HEX.issuperset(word) for word in words):
        return []
    return [bytes.fromhex(word) for word in words]


@dataclass(frozen=True, slots=True)
class Keyring:
    """Keys of 32 bytes, the newest first."""

    keys: Sequence[bytes] = field(repr=False)
    chance: Callable[[int], bytes] = field(default=os.urandom, repr=False)

    def __post_init__(self) -> None:
        if not self.keys or any(len(key) != KEY_BYTES for key in self.keys):
            raise ValueError("a keyring holds at least one key, each of 32 bytes")

    @property
    def prefix(self) -> str:
        """Return how everything begins that the newest key sealed."""
        return prefix_of(key_id(self.keys[0]))

    def seal(self, secret: str, belongs_to: str) -> str:
        """Encrypt; `belongs_to` names the record and field, such as ``connection:7:token``."""
        key, nonce = self.keys[0], self.chance(NONCE_BYTES)
        name = key_id(key)
        sealed = AESGCM(key).encrypt(nonce, secret.encode(), _bound(belongs_to, name))
        return f"{prefix_of(name)}{base64.urlsafe_b64encode(nonce + sealed).decode()}"

    def unseal(self, sealed: str, belongs_to: str) -> str:
        version, name, body = _parts(sealed)
        key = {key_id(key): key for key in self.keys}.get(name)
        if version != "v1" or key is None:
            raise SealBroken(f"no key {name!r} for {belongs_to}")
        return _open(key, body, _bound(belongs_to, name), belongs_to)


def prefix_of(name: str) -> str:
    return f"v1.{name}."


def _parts(sealed: str) -> tuple[str, str, str]:
    version, _, rest = sealed.partition(".")
    name, _, body = rest.partition(".")
    return version, name, body


def _bound(belongs_to: str, name: str) -> bytes:
    return f"{belongs_to}:{name}".encode()


def _open(key: bytes, body: str, associated: bytes, belongs_to: str) -> str:
    try:
        raw = base64.urlsafe_b64decode(body)
        return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], associated).decode()
    except (InvalidTag, ValueError) as error:
        raise SealBroken(f"the value of {belongs_to} does not open") from error
