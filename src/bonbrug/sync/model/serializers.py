"""Records as plain values: for comparing field by field, and for keeping as JSON."""

from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any, TypeVar, get_args, get_type_hints

from bonbrug.sync.model import fields
from bonbrug.sync.model.records import (
    Delivery,
    HourType,
    Invoice,
    InvoiceLine,
    Material,
    Product,
    Relation,
)

Values = fields.Values
Noun = TypeVar("Noun")
_READERS: Mapping[object, Callable[[str], object]] = {
    Decimal: Decimal,
    date: date.fromisoformat,
    time: time.fromisoformat,
}
# How the fields are read, worked out once: a page reads hundreds of records.
_READS: dict[object, Mapping[str, Callable[[str], object] | None]] = {}
_RELATION, _PRODUCT = fields.of(Relation), fields.of(Product)
_DELIVERY = fields.of(Delivery)
RELATION_FIELDS = _RELATION.merged


def relation_values(relation: Relation) -> Values:
    """Return the comparable fields; street and number are one, for the books have one line."""
    return _RELATION.values(relation)


def shown_values(relation: Relation) -> Values:
    """Return the comparable fields as the work orders show them: a stand-in under another name."""
    values = _RELATION.values(relation)
    for name, stand_in in _RELATION.stand_ins.items():
        values[name], values[stand_in] = values[name] or values[stand_in], ""
    return values


def face(record: object) -> list[str]:
    """Return how a record looks in the work orders, without its code."""
    match record:
        case Relation():
            values = shown_values(record)
        case Material() | HourType():
            values = fields.of(type(record)).values(record)
        case _:
            raise TypeError(type(record).__name__)
    declared = fields.of(type(record))
    hidden = {*declared.keys, *declared.judged}
    return [str(value) for name, value in values.items() if name not in hidden]


def relation_from(values: Mapping[str, str | bool], remote_id: str = "") -> Relation:
    """Make a relation of comparable fields."""
    return _RELATION.from_values(values, remote_id=remote_id)


def product_values(product: Product) -> Values:
    return _PRODUCT.values(product)


def product_from(values: Mapping[str, str | bool], remote_id: str = "") -> Product:
    return _PRODUCT.from_values(values, remote_id=remote_id)


def invoice_to_json(invoice: Invoice) -> dict[str, object]:
    """Write an invoice for the intent; `invoice_from_json` gives the same one back.

    One that goes by post is written as it was before there were other ways.
    """
    lines = [fields.of(InvoiceLine).values(line) for line in invoice.lines]
    way = {name: said for name, said in _DELIVERY.values(invoice.delivery).items() if said}
    sent = {"delivery": way} if way else {}
    return {**fields.of(Invoice).values(invoice), "lines": lines, **sent}


def invoice_from_json(body: Mapping[str, object]) -> Invoice:
    rows, way = body["lines"], body.get("delivery", {})
    if not isinstance(rows, list):
        raise TypeError("an intent without lines")
    if not isinstance(way, dict):
        raise TypeError("an intent with a delivery of another shape")
    lines = tuple(fields.of(InvoiceLine).from_values(row) for row in rows)
    sent = _DELIVERY.from_values(way)
    return fields.of(Invoice).from_values(body, lines=lines, delivery=sent)


def record_from_json(noun: type[Noun], body: Mapping[str, Any]) -> Noun:
    """Make a record of what `asdict` and JSON made of one, with the rows inside it.

    What an earlier version did not know gets its default, and what it knew besides is left out.
    """
    declared, made = fields.of(noun), dict[str, Any]()
    reads = _READS.get(noun) or _READS.setdefault(noun, _reads_of(noun))
    for name in declared.declared.keys() & body.keys():
        inside, written = declared.inside.get(name), body[name]
        if inside is None:
            read = reads[name]
            made[name] = written if read is None or written is None else read(written)
        elif isinstance(written, list):
            made[name] = tuple(record_from_json(inside.noun, row) for row in written)
        else:
            made[name] = record_from_json(inside.noun, written)
    return noun(**made)


def _reads_of(noun: type) -> Mapping[str, Callable[[str], object] | None]:
    """Return by field what makes a value of its text; None when the text is the value."""
    hints = get_type_hints(noun)
    return {
        name: next((_READERS[kind] for kind in (hint, *get_args(hint)) if kind in _READERS), None)
        for name, hint in hints.items()
    }
