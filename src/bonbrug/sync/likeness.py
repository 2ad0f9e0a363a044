"""When two records are the same one, and fingerprints of what was read and sent."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from hashlib import blake2b

from bonbrug.sync.nouns import Invoice, InvoiceLine, Product, Relation, WorkOrder
from bonbrug.values.money import plain
from bonbrug.values.party import join_street, postcode, split_street
from bonbrug.values.quantity import folded
from bonbrug.values.text import canonical

Values = dict[str, str | bool]
RELATION_FIELDS = (
    "name", "contact", "address", "postal_code", "city", "phone", "mobile", "email", "remark",
)  # fmt: skip
ALIKE = 0.6  # how much two names of one company have in common at least
PENDING = "pending_"  # before the name of a field, in a base
AGREED = "agreed_"  # the same, where the version beside it was refused


def print_of(parts: Iterable[str]) -> str:
    """Return a fingerprint of 32 hex characters."""
    return blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()


def relation_values(relation: Relation) -> Values:
    """Return the comparable fields; street and number are one, for the books have one line."""
    return {
        "code": relation.code,
        "name": relation.name,
        "contact": relation.contact,
        "address": join_street(relation.street, relation.house_number),
        "postal_code": postcode(relation.postal_code),
        "city": relation.city,
        "phone": relation.phone,
        "mobile": relation.mobile,
        "email": relation.email,
        "remark": relation.remark,
    }


def relation_from(values: Mapping[str, str | bool], remote_id: str = "") -> Relation:
    """Make a relation of comparable fields."""
    street, number = split_street(str(values["address"]))
    plain_fields = {
        name: str(values[name]) for name in ("code", *RELATION_FIELDS) if name != "address"
    }
    return Relation(**plain_fields, street=street, house_number=number, remote_id=remote_id)


def with_pending(base: Mapping[str, str | bool], values: Mapping[str, str | bool]) -> Values:
    """Keep beside what was agreed what is being written in the books now."""
    return {**base, **{f"{PENDING}{name}": values[name] for name in RELATION_FIELDS}}


def pending_of(base: Mapping[str, str | bool]) -> Values:
    """Return what is being written in the books, as `with_pending` keeps it."""
    return {name: value for name, value in base.items() if name.startswith(PENDING)}


def agreed(base: Mapping[str, str | bool], books: Mapping[str, str | bool]) -> Values:
    """Return the agreed values; a pending one that the books show has arrived, so it is agreed."""
    arrived = {
        name: books[name]
        for name in RELATION_FIELDS
        if f"{PENDING}{name}" in base and books[name] == base[f"{PENDING}{name}"]
    }
    kept = {name: value for name, value in base.items() if not name.startswith(PENDING)}
    return {**kept, **arrived}


def refused(values: Mapping[str, str | bool], before: Mapping[str, str | bool]) -> Values:
    """Keep beside a refused version what both sides agreed on before it."""
    return {**values, **{f"{AGREED}{name}": value for name, value in before.items()}}


def agreed_before(base: Mapping[str, str | bool]) -> Values:
    """Return what `refused` kept; nothing when the two never agreed."""
    kept = {name: value for name, value in base.items() if name.startswith(AGREED)}
    return {name.removeprefix(AGREED): value for name, value in kept.items()}


def relation_print(relation: Relation) -> str:
    return print_of(str(value) for value in relation_values(relation).values())


def product_values(product: Product) -> Values:
    return {
        "code": product.code,
        "description": product.description,
        "unit": product.unit,
        "price": plain(product.price),
        "vat_code": product.vat_code,
        "ledger_code": product.ledger_code,
        "active": product.active,
    }


def product_from(values: Mapping[str, str | bool], remote_id: str = "") -> Product:
    return Product(
        remote_id=remote_id,
        code=str(values["code"]),
        description=str(values["description"]),
        unit=str(values["unit"]),
        price=Decimal(str(values["price"])),
        vat_code=str(values["vat_code"]),
        ledger_code=str(values["ledger_code"]),
        active=bool(values["active"]),
    )


def product_print(product: Product) -> str:
    return print_of(str(value) for value in product_values(product).values())


def content_print(order: WorkOrder) -> str:
    """Return a fingerprint of what an invoice is made of: not of the status it is in."""
    customer = relation_values(order.customer)
    return print_of(
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


def same_company(one: Relation, other: Relation) -> bool:
    """Tell whether two relations with one code are one company: name and, if known, postcode."""
    if folded(canonical(one.name)) != folded(canonical(other.name)):
        return False
    here, there = postcode(one.postal_code), postcode(other.postal_code)
    return not here or not there or here == there


def likely_same(one: Relation, other: Relation) -> bool:
    """Tell whether an unbound relation is the customer meant: by name, or by a known postcode."""
    if _bare(one.name) == _bare(other.name):
        return True
    here, there = postcode(one.postal_code), postcode(other.postal_code)
    return bool(here) and here == there


def is_other_company(one: Relation, other: Relation) -> bool:
    """Tell whether two records under one code are two companies: another name, another address.

    One of both may change, and what one side does not tell says nothing.
    """
    names = _bare(one.name), _bare(other.name)
    places = _place(one), _place(other)
    if not (all(names) and all(places)) or places[0] == places[1]:
        return False
    short, long = sorted(names, key=len)
    return short not in long and SequenceMatcher(None, short, long).ratio() < ALIKE


def _place(relation: Relation) -> str:
    """Return postcode with number, or street, number and town where there is no postcode."""
    code = postcode(relation.postal_code)
    line = join_street(relation.street, relation.house_number)  # each side may split it elsewhere
    where = f"{code} {split_street(line)[1]}" if code else f"{line} {relation.city}"
    return _bare(where)


def _bare(name: str) -> str:
    return "".join(letter for letter in canonical(name).casefold() if letter.isalnum())


def invoice_to_json(invoice: Invoice) -> dict[str, object]:
    """Write an invoice for the intent; `invoice_from_json` gives the same one back."""
    body: dict[str, object] = {
        name.name: getattr(invoice, name.name) for name in fields(invoice) if name.name != "lines"
    }
    body["day"] = invoice.day.isoformat()
    body["lines"] = [
        {name.name: str(getattr(line, name.name)) for name in fields(line)}
        for line in invoice.lines
    ]
    return body


def invoice_from_json(body: Mapping[str, object]) -> Invoice:
    rows = body["lines"]
    if not isinstance(rows, list):
        raise TypeError("an intent without lines")
    lines = tuple(
        InvoiceLine(
            **{
                **row,
                "quantity": Decimal(row["quantity"]),
                "price": Decimal(row["price"]),
            }
        )
        for row in rows
    )
    return Invoice(
        number=str(body["number"]),
        relation_code=str(body["relation_code"]),
        day=date.fromisoformat(str(body["day"])),
        term_days=int(str(body["term_days"])),
        template=str(body["template"]),
        book=bool(body["book"]),
        booking_text=str(body["booking_text"]),
        lines=lines,
    )


def invoice_print(invoice: Invoice) -> str:
    return print_of([repr(invoice_to_json(invoice))])
