"""When two records are the same one, and fingerprints of what was read and sent."""

from collections.abc import Iterable
from hashlib import blake2b

from bonbrug.sync.model.records import Invoice, Product, Relation, WorkOrder
from bonbrug.sync.model.serializers import invoice_to_json, product_values, relation_values
from bonbrug.values.money import plain


def fingerprint_of(parts: Iterable[str]) -> str:
    """Return a fingerprint of 32 hex characters."""
    return blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()


def relation_fingerprint(relation: Relation) -> str:
    return fingerprint_of(str(value) for value in relation_values(relation).values())


def product_fingerprint(product: Product) -> str:
    return fingerprint_of(str(value) for value in product_values(product).values())


def work_order_fingerprint(order: WorkOrder) -> str:
    """Return a fingerprint of what an invoice is made of: not of the status it is in."""
    customer = relation_values(order.customer)
    return fingerprint_of(
        [
            order.number,
            str(order.day),
            *map(str, customer.values()),
            *(f"{p.day}|{p.minutes}|{p.hour_type}|{p.remark}" for p in order.periods),
            *(
                f"{m.code}|{m.name}|{m.unit}|{plain(m.quantity)}|{plain(m.price)}"
                f"|{m.vat_code}|{m.ledger_code}|{'' if m.total is None else plain(m.total)}"
                for m in order.materials
            ),
            plain(order.minimum_hours),
            order.problem,
        ]
    )


def invoice_fingerprint(invoice: Invoice) -> str:
    return fingerprint_of([repr(invoice_to_json(invoice))])
