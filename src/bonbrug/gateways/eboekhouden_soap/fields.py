"""Every field of the treaty's records that the gateway reads or writes: what it is, or why not.

Facts: docs/wire/eboekhouden-soap.md.
"""

from datetime import date
from typing import Any

from bonbrug.gateways.mapped import Mapped, Same, given, text, value
from bonbrug.sync.model.records import (
    Administration,
    Delivery,
    FoundInvoice,
    Invoice,
    InvoiceLine,
    OpenItem,
    Product,
    Relation,
)
from bonbrug.values.delivery import DeliveryKind
from bonbrug.values.money import cents
from bonbrug.values.party import join_street, split_street
from bonbrug.values.text import canonical
from bonbrug.wire.eboekhouden import records


def _split(line: str) -> tuple[str, str]:
    street, number = split_street(canonical(line))
    return canonical(street), canonical(number)


def _day(found: date) -> date | None:
    return None if found == records.NO_DATE else found


ADMINISTRATION = Mapped(
    records.Administratie,
    Administration,
    {"Guid": text("key"), "Bedrijf": text("name")},
    {
        "Plaats": "the name tells administrations apart",
        "StartBoekjaar": "no invoice depends on the book year",
    },
)

_BANK = "payment is a matter of the books"
_POSTAL = "the postal address: the work orders have one address, where the customer is"
_FREE = "a free field: what it means differs per administration"
RELATION = Mapped(
    records.Relatie,
    Relation,
    {
        "ID": value("remote_id", str, written=False),
        "Code": text("code", written=False),
        "Bedrijf": text("name"),
        "Contactpersoon": text("contact"),
        "Adres": Same(("street", "house_number"), _split, join_street),
        "Postcode": text("postal_code"),
        "Plaats": text("city"),
        "Telefoon": text("phone"),
        "GSM": text("mobile"),
        "Email": text("email"),
        "Notitie": text("remark"),
        "Land": text("country", written=False),
        "BTWNummer": text("vat_number", written=False),
    },
    {
        "AddDatum": "the day on which the books got it; today when we add one",
        "Geslacht": "the work orders keep no title of a person",
        **dict.fromkeys(("Adres2", "Postcode2", "Plaats2", "Land2"), _POSTAL),
        "FAX": "the work orders have no fax number",
        "Site": "the work orders have no web address",
        **dict.fromkeys(("Bankrekening", "Girorekening", "IBAN", "BIC"), _BANK),
        "KvkNummer": "the documented relation of the work orders has no company number",
        "Aanhef": "letters are written in the books",
        "BP": "company or private person: the work orders do not tell; B when we add one",
        **{f"Def{number}": _FREE for number in range(1, 11)},
        "LA": "for the members module only; 0 when we add one",
        "Gb_ID": "a line names its own ledger account",
        "GeenEmail": "about newsletters of the books",
        "NieuwsbriefgroepenCount": "about newsletters of the books; reserved",
    },
)

PRODUCT = Mapped(
    records.Artikel,
    Product,
    {
        "ArtikelID": value("remote_id", str),
        "ArtikelCode": text("code"),
        "ArtikelOmschrijving": text("description"),
        "Eenheid": text("unit"),
        "VerkoopprijsExclBTW": value("price"),
        "BTWCode": text("vat_code"),
        "TegenrekeningCode": text("ledger_code"),
        "Actief": value("active"),
    },
    {
        "GroepOmschrijving": "the unit tells hours from materials, not the group",
        "GroepCode": "only asked by, to read a list in parts that the service would cut",
        "InkoopprijsExclBTW": "a cost price is not shown on a tablet",
        "VerkoopprijsInclBTW": "prices travel without VAT",
        "BtwPercentage": "the rate follows from the VAT code",
        "KostenplaatsID": "work orders have no cost centre",
    },
)


def _is(wanted: DeliveryKind) -> Same:
    """A flag of the books that stands for one of the ways."""
    return Same(("kind",), write=lambda kind: kind is wanted)


def _kind_of_mandate(kind: DeliveryKind) -> str:
    return "D" if kind is DeliveryKind.DIRECT_DEBIT else ""


DELIVERY = Mapped(
    records.Factuur,
    Delivery,
    {
        "PerEmailVerzenden": _is(DeliveryKind.EMAIL),
        "EmailOnderwerp": text("subject"),
        "EmailBericht": text("text"),
        "EmailVanAdres": text("sender_address"),
        "EmailVanNaam": text("sender_name"),
        "AutomatischeIncasso": _is(DeliveryKind.DIRECT_DEBIT),
        "IncassoIBAN": text("iban"),
        # One collection or many: ours are of customers who are invoiced again.
        "IncassoMachtigingSoort": Same(("kind",), write=_kind_of_mandate),
        "IncassoMachtigingID": text("mandate"),
        # The wire cannot do without this date, also when nothing is debited (mapping.py).
        "IncassoMachtigingDatumOndertekening": value("signed_on"),
        "IncassoMachtigingFirst": value("first"),
        # The books ask for an account, and whether the IBAN is one for them is not published.
        "IncassoRekeningNummer": text("iban"),
        "IncassoTnv": text("holder"),
        "IncassoPlaats": text("city"),
        **{f"IncassoOmschrijvingRegel{row}": text(f"statement_{row}") for row in range(1, 4)},
    },
)
INVOICE = Mapped(
    records.Factuur,
    Invoice,
    {
        "Factuurnummer": text("number"),
        "Relatiecode": text("relation_code"),
        "Datum": value("day"),
        "Betalingstermijn": value("term_days"),
        "Factuursjabloon": text("template"),
        "InBoekhoudingPlaatsen": value("book"),
        "BoekhoudmutatieOmschrijving": text("booking_text"),
        "Regels": given("lines"),
        **dict.fromkeys(DELIVERY.same, given("delivery")),
    },
)
INVOICE_LINE = Mapped(
    records.FactuurRegel,
    InvoiceLine,
    {
        "Aantal": value("quantity"),
        "Eenheid": text("unit"),
        "Code": text("code"),
        "Omschrijving": text("description"),
        "PrijsPerEenheid": value("price"),
        "BTWCode": text("vat_code"),
        "TegenrekeningCode": text("ledger_code"),
    },
    {"KostenplaatsID": "work orders have no cost centre"},
)
FOUND_INVOICE = Mapped(
    records.FactuurList,
    FoundInvoice,
    {
        "Factuurnummer": text("number"),
        "Datum": value("day", _day),
        "TotaalExclBTW": value("net", cents),
        "TotaalBTW": value("vat", cents),
        "TotaalInclBTW": value("gross", cents),
        "Regels": given("line_texts"),
    },
    {
        "Relatiecode": "invoices are asked for by it, and known by number and marker",
        "Betalingstermijn": "payment is a matter of the books",
        "TotaalOpenstaand": "unknown for what is not booked; the open items tell instead",
        "URLPDFBestand": "a public address with a secret in it: never kept",
    },
)
OPEN_ITEM = Mapped(
    records.OpenPost,
    OpenItem,
    {
        "MutFactuur": text("invoice_number"),
        "RelCode": text("relation_code"),
        "Bedrag": value("amount", cents),
        "Openstaand": value("open_amount", cents),
    },
    {
        "MutDatum": "only whether there is an open item counts",
        "RelBedrijf": "the code names the customer",
        "Voldaan": "what is open tells it",
    },
)

MAPPED: tuple[Mapped[Any, Any], ...] = (
    ADMINISTRATION, RELATION, PRODUCT, DELIVERY, INVOICE, INVOICE_LINE, FOUND_INVOICE, OPEN_ITEM,
)  # fmt: skip
# Questions hold no noun: for each field what is asked by it, or why nothing is.
ASKED: dict[type, dict[str, str]] = {
    records.RelatieFilter: {
        "Trefwoord": "asked by letter, where the whole list is cut",
        "Code": "asked: one relation",
        "ID": "asked: one relation that may have got another code",
    },
    records.ArtikelFilter: {
        "GroepCode": "asked by group, where the whole list is cut",
        **dict.fromkeys(
            ("ArtikelID", "ArtikelOmschrijving", "ArtikelCode", "GroepOmschrijving"),
            "not asked: products are read as a whole list",
        ),
    },
    records.FactuurFilter: {
        "Factuurnummer": "asked: one invoice",
        "Relatiecode": "asked: the invoices of one customer",
        "DatumVan": "always asked: a source says that the others count only with dates",
        "DatumTm": "always asked, as DatumVan",
    },
}
