"""When two records are the same one, and fingerprints of what was read and sent."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import TypeVar

from bonbrug.sync.model import fields
from bonbrug.sync.model.records import Invoice, Product, Relation, WorkOrder
from bonbrug.sync.model.serializers import Values, invoice_to_json

Noun = TypeVar("Noun", Relation, Product)


def fingerprint_of(parts: Iterable[str]) -> str:
    """Return a fingerprint of 32 hex characters."""
    return blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()


def relation_fingerprint(relation: Relation) -> str:
    return fingerprint_of(fields.of(Relation).parts(relation))


def product_fingerprint(product: Product) -> str:
    return fingerprint_of(fields.of(Product).parts(product))


def values_fingerprint(noun: type[Noun], values: Values) -> str:
    """Return the fingerprint of the relation or product whose comparable fields these are."""
    return fingerprint_of(fields.of(noun).parts_of(values))


def work_order_fingerprint(order: WorkOrder) -> str:
    """Return a fingerprint of what an invoice is made of: not of the status it is in."""
    return fingerprint_of(fields.of(WorkOrder).parts(order))


def invoice_fingerprint(invoice: Invoice) -> str:
    return fingerprint_of([repr(invoice_to_json(invoice))])
