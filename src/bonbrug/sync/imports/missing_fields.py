"""Fields of which no row of an answer says anything any more: what was known of them stays.

One empty text among others is empty. When an element stands in no row at all, although we know
values of it, the answer has changed its form, and would blank a field of every record at once.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from bonbrug.sync import matching
from bonbrug.sync.fingerprints import product_fingerprint, relation_fingerprint
from bonbrug.sync.imports.convert import field_untold
from bonbrug.sync.imports.plan import Base, Bases, Seen
from bonbrug.sync.model import fields, serializers
from bonbrug.sync.model.bindings import PRODUCT, RELATION
from bonbrug.sync.model.fields import Fields
from bonbrug.sync.model.findings import Finding
from bonbrug.sync.model.records import Product, Relation
from bonbrug.values.quantity import folded

Noun = TypeVar("Noun", Relation, Product)


@dataclass(frozen=True, slots=True)
class Kind(Generic[Noun]):
    """How one kind of record is made of a base, printed, and known again under another id."""

    name: str
    made: Callable[[Base], Noun]
    fingerprint: Callable[[Noun], str]
    same: Callable[[Noun, Noun], bool]
    fields: Fields[Noun]

    def untold(self, names: Collection[str]) -> list[Finding]:
        """Return one finding per field that the books tell nothing of any more."""
        called = {self.fields.called(name) for name in names}
        return [field_untold(self.name, name) for name in sorted(called)]


def _same_product(one: Product, other: Product) -> bool:
    return folded(one.description) == folded(other.description)


RELATIONS = Kind(
    RELATION,
    serializers.relation_from,
    relation_fingerprint,
    matching.same_company,
    fields.of(Relation),
)
PRODUCTS = Kind(
    PRODUCT, serializers.product_from, product_fingerprint, _same_product, fields.of(Product)
)


def with_known(
    kind: Kind[Noun],
    seen: Seen[Noun],
    missing_fields: frozenset[str],
    bases: Callable[[str, Collection[str]], Bases],
) -> tuple[Seen[Noun], list[Finding]]:
    """Fill the missing fields with their last known values; one finding per field that had any.

    Only what differs from what is known can have lost a value. A code that now belongs to another
    record gets nothing of the one before.
    """
    if not missing_fields:
        return seen, []
    differing = {key for key in seen.records if key in seen.known and seen.differs(key)}
    records, fingerprints, lost = dict(seen.records), dict(seen.fingerprints), set[str]()
    for key, base in bases(kind.name, differing).items():
        record, before = records[key], kind.made(base)
        if seen.known[key].books_id == record.remote_id or kind.same(before, record):
            known = {
                name: getattr(before, name) for name in missing_fields if getattr(before, name)
            }
            records[key] = replace(record, **known)
            fingerprints[key] = kind.fingerprint(records[key])
            lost |= known.keys()
    filled = replace(
        seen, records=records, fingerprints=fingerprints, missing_fields=missing_fields
    )
    return filled, kind.untold(lost)
