"""What both services share: a changed relation in the history, the fingerprint of an answer."""

from dataclasses import replace
from typing import TypeVar

from bonbrug.sync.fingerprints import fingerprint_of
from bonbrug.sync.model.records import Reading, Relation
from tests.proofs.simulator.history import History

Row = TypeVar("Row")

FIELDS = ("contact", "city", "phone", "email")


def record_changes(
    history: History, side: str, before: Relation | None, after: Relation, who: str
) -> None:
    """Record which fields of a relation get another value on this side."""
    for name in FIELDS:
        old, new = getattr(before, name, ""), getattr(after, name)
        if old != new:
            history.add("field", who, after.code, side, name, old, new)


def with_fingerprint(reading: Reading[Row], known: str) -> Reading[Row]:
    """Give a whole answer its fingerprint, and no rows when it is the one that was known."""
    if not reading.complete:
        return reading
    mine = fingerprint_of(map(repr, reading.rows))[:16]
    return Reading((), fingerprint=mine) if mine == known else replace(reading, fingerprint=mine)
