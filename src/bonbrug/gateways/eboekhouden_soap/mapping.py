"""Records of the wire to nouns of the engine, and back."""

from dataclasses import replace
from datetime import date
from typing import Any

from bonbrug.sync.model.records import (
    Administration,
    FoundInvoice,
    Invoice,
    InvoiceLine,
    OpenItem,
    Product,
    Relation,
)
from bonbrug.values.money import cents, plain
from bonbrug.values.party import join_street, split_street
from bonbrug.values.text import canonical
from bonbrug.wire.eboekhouden import records

# Which fields of a noun come from an element that an answer may leave out.
RELATION_TEXTS = {
    "Contactpersoon": ("contact",),
    "Adres": ("street", "house_number"),
    "Postcode": ("postal_code",),
    "Plaats": ("city",),
    "Telefoon": ("phone",),
    "GSM": ("mobile",),
    "Email": ("email",),
    "Notitie": ("remark",),
}
PRODUCT_TEXTS = {
    "ArtikelOmschrijving": ("description",),
    "Eenheid": ("unit",),
    "BTWCode": ("vat_code",),
    "TegenrekeningCode": ("ledger_code",),
}


def administration(row: records.Administratie) -> Administration:
    return Administration(key=canonical(row.Guid), name=canonical(row.Bedrijf))


def relation(row: records.Relatie) -> Relation:
    street, house_number = split_street(canonical(row.Adres))
    return Relation(
        code=canonical(row.Code),
        name=canonical(row.Bedrijf),
        contact=canonical(row.Contactpersoon),
        street=canonical(street),
        house_number=canonical(house_number),
        postal_code=canonical(row.Postcode),
        city=canonical(row.Plaats),
        phone=canonical(row.Telefoon),
        mobile=canonical(row.GSM),
        email=canonical(row.Email),
        remark=canonical(row.Notitie),
        remote_id=str(row.ID),
    )


def changed(row: records.Relatie, ours: Relation) -> records.Relatie:
    """Return the books' record with our fields in it.

    The code stays theirs, and so does a field that only differs in spaces or in how street and
    number are split, so that nothing is rewritten without a change.
    """
    theirs = relation(row)
    texts = {
        "Bedrijf": (theirs.name, ours.name),
        "Contactpersoon": (theirs.contact, ours.contact),
        "Adres": (_address(theirs), _address(ours)),
        "Postcode": (theirs.postal_code, ours.postal_code),
        "Plaats": (theirs.city, ours.city),
        "Telefoon": (theirs.phone, ours.phone),
        "GSM": (theirs.mobile, ours.mobile),
        "Email": (theirs.email, ours.email),
        "Notitie": (theirs.remark, ours.remark),
    }
    new: dict[str, Any] = {name: new for name, (old, new) in texts.items() if old != new}
    return replace(row, **new)


def new_relation(ours: Relation, today: date) -> records.Relatie:
    """Return a company (BP) without membership (LA), dated today."""
    blank = records.Relatie(AddDatum=today, Code=ours.code, BP="B", LA="0")
    return changed(blank, ours)


def _address(of: Relation) -> str:
    return join_street(of.street, of.house_number)


def product(row: records.Artikel) -> Product:
    return Product(
        remote_id=str(row.ArtikelID),
        code=canonical(row.ArtikelCode),
        description=canonical(row.ArtikelOmschrijving),
        unit=canonical(row.Eenheid),
        price=row.VerkoopprijsExclBTW,
        vat_code=canonical(row.BTWCode),
        ledger_code=canonical(row.TegenrekeningCode),
        active=row.Actief,
    )


def invoice(ours: Invoice) -> records.Factuur:
    """Return the invoice without e-mail and direct debit, whose required date is filled anyway."""
    return records.Factuur(
        Factuurnummer=ours.number,
        Relatiecode=ours.relation_code,
        Datum=ours.day,
        Betalingstermijn=ours.term_days,
        Factuursjabloon=ours.template,
        IncassoMachtigingDatumOndertekening=ours.day,
        InBoekhoudingPlaatsen=ours.book,
        BoekhoudmutatieOmschrijving=ours.booking_text,
        Regels=tuple(_line(each) for each in ours.lines),
    )


def _line(ours: InvoiceLine) -> records.FactuurRegel:
    return records.FactuurRegel(
        Aantal=ours.quantity,
        Eenheid=ours.unit,
        Code=ours.code,
        Omschrijving=ours.description,
        PrijsPerEenheid=ours.price,
        BTWCode=ours.vat_code,
        TegenrekeningCode=ours.ledger_code,
    )


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
    return FoundInvoice(
        number=canonical(row.Factuurnummer),
        day=None if row.Datum == records.NO_DATE else row.Datum,
        net=cents(row.TotaalExclBTW),
        vat=cents(row.TotaalBTW),
        gross=cents(row.TotaalInclBTW),
        line_texts=tuple(canonical(line.Omschrijving) for line in row.Regels),
    )


def open_item(row: records.OpenPost) -> OpenItem:
    return OpenItem(
        invoice_number=canonical(row.MutFactuur),
        relation_code=canonical(row.RelCode),
        amount=cents(row.Bedrag),
        open_amount=cents(row.Openstaand),
    )
