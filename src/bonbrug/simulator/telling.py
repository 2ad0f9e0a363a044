"""What both services share: telling a change of a relation, and the print of an answer."""

from dataclasses import replace
from typing import TypeVar

from bonbrug.simulator.history import History
from bonbrug.sync.likeness import print_of
from bonbrug.sync.nouns import Reading, Relation

Row = TypeVar("Row")

FIELDS = ("contact", "city", "phone", "email")


def told(history: History, side: str, before: Relation | None, after: Relation, who: str) -> None:
    """Tell which fields of a relation get another value on this side."""
    for name in FIELDS:
        old, new = getattr(before, name, ""), getattr(after, name)
        if old != new:
            history.add("field", who, after.code, side, name, old, new)


def printed(reading: Reading[Row], known: str) -> Reading[Row]:
    """Give a whole answer its print, and no rows when it is the one that was known."""
    if not reading.complete:
        return reading
    mine = print_of(map(repr, reading.rows))[:16]
    return Reading((), print=mine) if mine == known else replace(reading, print=mine)
