"""Prints of lists, as the real gateways give with an answer."""

from dataclasses import replace
from hashlib import blake2b
from typing import TypeVar

from bonbrug.sync.model.records import Reading

Row = TypeVar("Row")


class Prints:
    """Off until `on`; then `whole` names the lists of which the rows were read."""

    def __init__(self) -> None:
        self.on = False
        self.whole: list[str] = []

    def given(self, name: str, reading: Reading[Row], known: str) -> Reading[Row]:
        if not self.on:
            return reading
        found = blake2b(repr(reading).encode(), digest_size=8).hexdigest()
        if found == known:
            return Reading((), fingerprint=found)
        self.whole.append(name)
        return replace(reading, fingerprint=found)
