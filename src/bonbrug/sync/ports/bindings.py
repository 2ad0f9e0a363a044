"""What both sides agreed on: the records that are bound to each other."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from bonbrug.sync.model.bindings import Bound, Known


class Bindings(Protocol):
    """The bound records of one connection. Writing may raise `TakenOver` (memory.py)."""

    def known(self, kind: str) -> dict[str, Known]:
        """Return all bound records by key."""

    def bases(self, kind: str, keys: Collection[str]) -> dict[str, Mapping[str, str | bool]]: ...

    def keep(self, kind: str, records: Sequence[Bound]) -> None:
        """Remember; a version that is replaced goes to the history."""

    def replaced_before(self, kind: str, fingerprints: Mapping[str, str]) -> set[str]:
        """Return the keys whose given fingerprint is one that we saw replaced."""
