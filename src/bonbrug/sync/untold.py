"""Fields of which no row of an answer says anything any more: what was known of them stays.

One empty text among others is empty. When an element stands in no row at all, although we know
values of it, the answer has changed its form, and would blank a field of every record at once.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from bonbrug.sync import likeness
from bonbrug.sync.imports import field_untold
from bonbrug.sync.ledger import PRODUCT, RELATION
from bonbrug.sync.nouns import Product, Relation
from bonbrug.sync.plan import Base, Bases, Seen
from bonbrug.sync.report import Finding
from bonbrug.values.quantity import folded

Noun = TypeVar("Noun", Relation, Product)


@dataclass(frozen=True, slots=True)
class Kind(Generic[Noun]):
    """How one kind of record is made of a base, printed, and known again under another id."""

    name: str
    made: Callable[[Base], Noun]
    print: Callable[[Noun], str]
    same: Callable[[Noun, Noun], bool]


def _same_product(one: Product, other: Product) -> bool:
    return folded(one.description) == folded(other.description)


RELATIONS = Kind(RELATION, likeness.relation_from, likeness.relation_print, likeness.same_company)
PRODUCTS = Kind(PRODUCT, likeness.product_from, likeness.product_print, _same_product)


def with_known(
    kind: Kind[Noun],
    seen: Seen[Noun],
    untold: frozenset[str],
    bases: Callable[[str, Collection[str]], Bases],
) -> tuple[Seen[Noun], list[Finding]]:
    """Fill the untold fields with their last known values; one finding per field that had any.

    Only what differs from what is known can have lost a value. A code that now belongs to another
    record gets nothing of the one before.
    """
    if not untold:
        return seen, []
    differing = {key for key in seen.records if key in seen.known and seen.differs(key)}
    records, prints, lost = dict(seen.records), dict(seen.prints), set[str]()
    for key, base in bases(kind.name, differing).items():
        record, before = records[key], kind.made(base)
        if seen.known[key].books_id == record.remote_id or kind.same(before, record):
            known = {name: getattr(before, name) for name in untold if getattr(before, name)}
            records[key] = replace(record, **known)
            prints[key] = kind.print(records[key])
            lost |= known.keys()
    said = {found.subject: found for found in (field_untold(kind.name, name) for name in lost)}
    filled = replace(seen, records=records, prints=prints, untold=untold)
    return filled, [said[subject] for subject in sorted(said)]
