"""From the messages of the wire to the drafts of the actions (specs/e-boekhouden 3.1 and 3.3)."""

from bonbrug.books.actions.invoice_draft import InvoiceDraft, LineDraft
from bonbrug.books.actions.keep_relation import RelationDraft
from bonbrug.books.models import Delivery
from bonbrug.wire.eboekhouden.records import NO_DATE, Factuur, FactuurRegel, Relatie


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
