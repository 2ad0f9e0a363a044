"""Three-way merge per field: what was agreed, what the books say, what the work orders say."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bonbrug.sync.model import fields as declared
from bonbrug.sync.model.fields import Values
from bonbrug.sync.model.records import Relation

# The work orders have one telephone number; the mobile one never travels by its own name.
STAND_INS = declared.of(Relation).stand_ins
UNSENT = frozenset(STAND_INS.values())


@dataclass(frozen=True, slots=True)
class Merged:
    """`conflicts` names the fields in which both sides went their own way: the books won."""

    values: Values
    to_work: bool
    to_books: bool
    conflicts: tuple[str, ...] = ()


def merge(
    base: Mapping[str, str | bool] | None,
    books: Values,
    work: Values | None,
    fields: Collection[str],
    *,
    into_books: bool,
) -> Merged:
    """Decide every field; `into_books` lets a change in the work orders travel to the books.

    Only the books changed: the books. Only the work orders changed: kept there, and sent to the
    books when that is allowed. Both: the books. An empty text never replaces one in the books.
    Without a base nobody knows who changed: the books, and what they overwrite is a conflict. A
    base of before there was such a field tells nothing about that field.
    """
    if work is None:
        return Merged(dict(books), to_work=True, to_books=False)
    values, to_books, conflicts = dict(books), False, []
    for name in fields:
        here, there, agreed = books[name], work[name], base.get(name) if base else None
        is_known = base is not None and name in base
        if there in (here, "") or _is_stand_in(name, there, books, base):
            continue
        if is_known and here == agreed:
            values[name] = there
            to_books = to_books or into_books
        elif not is_known and here == "":
            values[name] = there
        elif there != agreed:
            conflicts.append(name)
    to_work = any(_must_travel(name, values, work, base) for name in fields)
    return Merged(values, to_work, to_books, tuple(conflicts))


def _must_travel(
    name: str, values: Values, work: Values, base: Mapping[str, str | bool] | None
) -> bool:
    """An empty field in the work orders is filled only when it is new: they may not keep it."""
    value, there = _shown(name, values), work[name]
    if value == there or name in UNSENT:
        return False
    return there != "" or base is None or value != base.get(name)


def _shown(name: str, values: Mapping[str, str | bool]) -> str | bool:
    """Return what the work orders hold of a field: one number, the mobile one for want of other."""
    return values[name] or values.get(STAND_INS.get(name, name), "")


def _is_stand_in(name: str, there: str | bool, *sides: Mapping[str, str | bool] | None) -> bool:
    """A mobile number that the work orders show as the phone number is no change."""
    return name in STAND_INS and any(
        side is not None and side.get(name) == "" and there == side.get(STAND_INS[name])
        for side in sides
    )
