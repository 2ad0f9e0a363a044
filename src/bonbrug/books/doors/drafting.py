"""From the messages of the wire to the drafts of the actions.

Source: docs/wire/eboekhouden-soap.md §3.2 and §3.4.
"""

from bonbrug.books.actions.entry_amounts import EntryLineDraft
from bonbrug.books.actions.entry_draft import EntryDraft
from bonbrug.books.actions.invoice_draft import InvoiceDraft, LineDraft
from bonbrug.books.actions.keep_account import AccountDraft
from bonbrug.books.actions.keep_relation import RelationDraft
from bonbrug.books.doors.documents import KINDS
from bonbrug.books.models import Delivery
from bonbrug.wire.eboekhouden.faults import EVERY_TEXT, Fault
from bonbrug.wire.eboekhouden.records import (
    NO_DATE,
    Factuur,
    FactuurRegel,
    Grootboekrekening,
    Mutatie,
    MutatieRegel,
    Relatie,
)

KINDS_OF_ENTRY = {word: kind for kind, word in KINDS.items()}


def relation(sent: Relatie) -> RelationDraft:
    """Return the whole relation; what was not sent is empty. `BP` means company unless it is P."""
    return RelationDraft(
        code=sent.Code,
        name=sent.Bedrijf,
        contact=sent.Contactpersoon,
        sex=sent.Geslacht,
        address=sent.Adres,
        postal_code=sent.Postcode,
        city=sent.Plaats,
        country=sent.Land,
        mail_address=sent.Adres2,
        mail_postal_code=sent.Postcode2,
        mail_city=sent.Plaats2,
        mail_country=sent.Land2,
        phone=sent.Telefoon,
        mobile=sent.GSM,
        fax=sent.FAX,
        email=sent.Email,
        site=sent.Site,
        note=sent.Notitie,
        bank_account=sent.Bankrekening,
        giro_account=sent.Girorekening,
        vat_number=sent.BTWNummer,
        kvk_number=sent.KvkNummer,
        salutation=sent.Aanhef,
        iban=sent.IBAN,
        bic=sent.BIC,
        kind=sent.BP.strip().upper() or "B",
        free=_free(sent),
        member=sent.LA.strip() == "1",
        default_account_id=sent.Gb_ID or None,
        no_email=bool(sent.GeenEmail),
    )


def _free(sent: Relatie) -> tuple[str, ...]:
    first = (sent.Def1, sent.Def2, sent.Def3, sent.Def4, sent.Def5)
    return (*first, sent.Def6, sent.Def7, sent.Def8, sent.Def9, sent.Def10)


def invoice(sent: Factuur) -> InvoiceDraft:
    """Return the invoice as the caller wants it.

    A term that was not sent is read as 0 and cannot be told from a term of 0 days, so both are
    missing (CFACT014).
    """
    return InvoiceDraft(
        relation_code=sent.Relatiecode,
        date=None if sent.Datum == NO_DATE else sent.Datum,
        term_days=sent.Betalingstermijn or None,
        template_name=sent.Factuursjabloon,
        lines=tuple(_line(line) for line in sent.Regels),
        number=sent.Factuurnummer,
        delivery=_delivery(sent),
        also_email=sent.PerEmailVerzenden,
        details=_details(sent),
        book=sent.InBoekhoudingPlaatsen,
        booking_text=sent.BoekhoudmutatieOmschrijving,
    )


def _line(sent: FactuurRegel) -> LineDraft:
    return LineDraft(
        quantity=sent.Aantal,
        unit=sent.Eenheid,
        code=sent.Code,
        description=sent.Omschrijving,
        price=sent.PrijsPerEenheid,
        vat_code=sent.BTWCode,
        account_code=sent.TegenrekeningCode,
        cost_centre=sent.KostenplaatsID,
    )


def _delivery(sent: Factuur) -> Delivery:
    if sent.AutomatischeIncasso:
        return Delivery.DIRECT_DEBIT
    return Delivery.EMAIL if sent.PerEmailVerzenden else Delivery.POST


def _details(sent: Factuur) -> dict[str, str]:
    signed = sent.IncassoMachtigingDatumOndertekening
    details = {
        "subject": sent.EmailOnderwerp,
        "body": sent.EmailBericht,
        "from_address": sent.EmailVanAdres,
        "from_name": sent.EmailVanNaam,
        "iban": sent.IncassoIBAN,
        "account": sent.IncassoRekeningNummer or sent.IncassoIBAN,
        "holder": sent.IncassoTnv,
        "city": sent.IncassoPlaats,
        "text_1": sent.IncassoOmschrijvingRegel1,
        "text_2": sent.IncassoOmschrijvingRegel2,
        "text_3": sent.IncassoOmschrijvingRegel3,
        "mandate_kind": sent.IncassoMachtigingSoort,
        "mandate_id": sent.IncassoMachtigingID,
        "mandate_signed_on": "" if signed == NO_DATE else signed.isoformat(),
        "mandate_first": "1" if sent.IncassoMachtigingFirst else "",
    }
    return {name: text for name, text in details.items() if text}


def account(sent: Grootboekrekening) -> AccountDraft:
    """Return the whole ledger account; what was not sent is empty."""
    return AccountDraft(sent.Code, sent.Omschrijving, sent.Categorie, sent.Groep)


_WITH_VAT = {"IN": True, "EX": False}


def entry(sent: Mutatie) -> EntryDraft:
    """Return the booking as the caller wants it; an unknown word is a Fault with its own code.

    `MutatieNr` is not used: the books number their bookings themselves.
    """
    side = sent.InExBTW.strip().upper()
    if side and side not in _WITH_VAT:
        raise Fault("CMUT003.1", f"{EVERY_TEXT['CMUT003.1']} ({sent.InExBTW})")
    return EntryDraft(
        kind=KINDS_OF_ENTRY.get(sent.Soort.strip()),
        date=None if sent.Datum == NO_DATE else sent.Datum,
        account_code=sent.Rekening,
        lines=tuple(_entry_line(line) for line in sent.MutatieRegels),
        description=sent.Omschrijving,
        relation_code=sent.RelatieCode,
        invoice_number=sent.Factuurnummer,
        voucher=sent.Boekstuk,
        payment_reference=sent.Betalingskenmerk,
        term_days=_days(sent.Betalingstermijn.strip()),
        with_vat=_WITH_VAT.get(side),
    )


def _days(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _entry_line(sent: MutatieRegel) -> EntryLineDraft:
    return EntryLineDraft(
        account_code=sent.TegenrekeningCode,
        entered=sent.BedragInvoer,
        net=sent.BedragExclBTW,
        vat=sent.BedragBTW,
        gross=sent.BedragInclBTW,
        vat_code=sent.BTWCode,
        percentage=sent.BTWPercentage,
        cost_centre=sent.KostenplaatsID,
    )
