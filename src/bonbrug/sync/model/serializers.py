"""Records as plain values: for comparing field by field, and for keeping as JSON."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal

from bonbrug.sync.model.records import Invoice, InvoiceLine, Product, Relation
from bonbrug.values.money import plain
from bonbrug.values.party import join_street, postcode, split_street

Values = dict[str, str | bool]
RELATION_FIELDS = (
    "name", "contact", "address", "postal_code", "city", "phone", "mobile", "email", "remark",
)  # fmt: skip


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
