"""Records of the wire to nouns of the engine, and back."""

from datetime import date

from bonbrug.gateways.eboekhouden_soap.fields import (
    ADMINISTRATION,
    DELIVERY,
    FOUND_INVOICE,
    INVOICE,
    INVOICE_LINE,
    OPEN_ITEM,
    PRODUCT,
    RELATION,
)
from bonbrug.sync.model.records import (
    Administration,
    FoundInvoice,
    Invoice,
    OpenItem,
    Product,
    Relation,
)
from bonbrug.values.money import plain
from bonbrug.values.text import canonical
from bonbrug.wire.eboekhouden import records

# Which fields of a noun come from an element that an answer may leave out.
RELATION_TEXTS = RELATION.elements_that_may_be_missing()
PRODUCT_TEXTS = PRODUCT.elements_that_may_be_missing()
SIGNED_ON = "IncassoMachtigingDatumOndertekening"


def administration(row: records.Administratie) -> Administration:
    return ADMINISTRATION.read(row)


def relation(row: records.Relatie) -> Relation:
    return RELATION.read(row)


def changed(row: records.Relatie, ours: Relation) -> records.Relatie:
    """Return the books' record with our fields in it.

    The code stays theirs, and so does a field that only differs in spaces or in how street and
    number are split, so that nothing is rewritten without a change.
    """
    return RELATION.changed(row, ours)


def new_relation(ours: Relation, today: date) -> records.Relatie:
    """Return a company (BP) without membership (LA), dated today."""
    blank = records.Relatie(AddDatum=today, Code=ours.code, BP="B", LA="0")
    return changed(blank, ours)


def product(row: records.Artikel) -> Product:
    return PRODUCT.read(row)


def invoice(ours: Invoice) -> records.Factuur:
    """Return the invoice; the day of a mandate is filled also where there is none."""
    sent = DELIVERY.written(ours.delivery)
    sent[SIGNED_ON] = sent[SIGNED_ON] or ours.day
    return INVOICE.write(ours, Regels=tuple(map(INVOICE_LINE.write, ours.lines)), **sent)


def line_named(sent: records.Factuur, place: str) -> dict[str, str]:
    """Return what we sent on the line that a refusal names (``line 2``); empty when it is none."""
    number = place.removeprefix("line ")
    if not number.isdecimal() or not 1 <= int(number) <= len(sent.Regels):
        return {}
    line = sent.Regels[int(number) - 1]
    return {
        "place": number,
        "article": line.Code,
        "quantity": plain(line.Aantal),
        "price": plain(line.PrijsPerEenheid),
        "vat_code": line.BTWCode,
        "ledger": line.TegenrekeningCode,
    }


def found_invoice(row: records.FactuurList) -> FoundInvoice:
    texts = tuple(canonical(line.Omschrijving) for line in row.Regels)
    return FOUND_INVOICE.read(row, line_texts=texts)


def open_item(row: records.OpenPost) -> OpenItem:
    return OPEN_ITEM.read(row)
