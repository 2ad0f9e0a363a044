"""The mandate under which an invoice is collected: from the invoice, or filled in afterwards."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from bonbrug.books.actions.locking import locked
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import DebitState, DirectDebit, Invoice, Mandate
from bonbrug.books.models.direct_debit import NOTICE_DAYS, SENT_TO_BANK
from bonbrug.values.identifiers import bare, bic_holds, iban_holds, mandate_holds

LONGEST_NOTICE = 365


@dataclass(frozen=True, slots=True)
class MandateDraft:
    """A mandate as it should be."""

    reference: str
    signed_on: date | None
    iban: str
    holder: str
    bic: str = ""
    one_off: bool = False
    used_before: bool = False
    notice_days: int = NOTICE_DAYS


def debit_for(invoice: Invoice) -> DirectDebit:
    """Write down that a booked invoice is to be collected; inside a transaction.

    What is not right about its mandate is written down as a doubt: it never stops the booking.
    """
    debit = DirectDebit(administration_id=invoice.administration_id, invoice=invoice)
    debit.text = _text(invoice)
    try:
        debit.mandate = _of_invoice(invoice)
    except Refused as refusal:
        debit.doubt = refusal.code
    debit.save()
    return debit


def settle_mandate(debit: DirectDebit, draft: MandateDraft, text: str) -> DirectDebit:
    """Keep what a person filled in for an invoice that waits to be collected."""
    with transaction.atomic():
        locked(debit.administration_id)
        fresh = DirectDebit.objects.select_related("invoice__relation").get(pk=debit.pk)
        if fresh.state != DebitState.WAITING:
            raise Refused("debit_meanwhile")
        fresh.mandate = _keep(fresh.invoice, draft)
        fresh.text = " ".join(text.split())[:140] or _text(fresh.invoice)
        fresh.doubt = ""
        fresh.save(update_fields=["mandate", "text", "doubt"])
        return fresh


def _of_invoice(invoice: Invoice) -> Mandate:
    details = invoice.delivery_details
    if not details.get("mandate_id"):
        return _only_one(invoice)
    draft = MandateDraft(
        reference=details["mandate_id"],
        signed_on=_day(details.get("mandate_signed_on", "")),
        iban=details.get("iban") or details.get("account", ""),
        holder=details.get("holder", ""),
        one_off=details.get("mandate_kind", "").upper() == "E",
        used_before=not details.get("mandate_first"),
    )
    known = _known(invoice, draft.reference)
    if known is None:
        return _write(Mandate(), invoice, draft)
    if known.relation_id != invoice.relation_id:
        raise Refused("mandate_of_other")
    if known.iban != _iban(draft.iban) or known.signed_on != draft.signed_on:
        raise Refused("mandate_differs")
    return known


def _only_one(invoice: Invoice) -> Mandate:
    """Return the mandate of the relation when it has one only."""
    mandates = invoice.relation.mandates.filter(one_off=False)[:2]
    if len(mandates) != 1:
        raise Refused("mandate_missing")
    return mandates[0]


def _keep(invoice: Invoice, draft: MandateDraft) -> Mandate:
    known = _known(invoice, draft.reference)
    if known is None:
        return _write(Mandate(), invoice, draft)
    if known.relation_id != invoice.relation_id:
        raise Refused("mandate_of_other")
    used = known.direct_debits.filter(state__in=SENT_TO_BANK).exists()
    same = (known.iban, known.signed_on) == (_iban(draft.iban), draft.signed_on)
    if used and not same:
        raise Refused("mandate_used")
    return _write(known, invoice, draft)


def _known(invoice: Invoice, reference: str) -> Mandate | None:
    wanted = " ".join(reference.split())
    return Mandate.objects.filter(
        administration_id=invoice.administration_id, reference__iexact=wanted
    ).first()


def _write(mandate: Mandate, invoice: Invoice, draft: MandateDraft) -> Mandate:
    mandate.administration_id, mandate.relation = invoice.administration_id, invoice.relation
    mandate.reference = mandate.reference or " ".join(draft.reference.split())
    mandate.iban, mandate.bic = _iban(draft.iban), bare(draft.bic, "-")
    mandate.holder = " ".join(draft.holder.split())[:70]
    mandate.one_off, mandate.used_before = draft.one_off, draft.used_before
    mandate.notice_days = draft.notice_days
    mandate.signed_on = _checked(mandate, draft.signed_on)
    mandate.save()
    return mandate


def _checked(mandate: Mandate, signed_on: date | None) -> date:
    if not mandate_holds(mandate.reference):
        raise Refused("mandate_reference_wrong")
    if not iban_holds(mandate.iban) or len(mandate.iban) > 34:
        raise Refused("mandate_iban_wrong")
    if mandate.bic and not bic_holds(mandate.bic):
        raise Refused("mandate_bic_wrong")
    if not mandate.holder:
        raise Refused("mandate_holder_missing")
    if signed_on is None:
        raise Refused("mandate_day_missing")
    if not 0 <= mandate.notice_days <= LONGEST_NOTICE:
        raise Refused("mandate_notice_wrong")
    return signed_on


def _iban(text: str) -> str:
    return bare(text, ".-")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _text(invoice: Invoice) -> str:
    """Return what stands on the customer's statement."""
    details = invoice.delivery_details
    lines = (details.get(f"text_{place}", "") for place in (1, 2, 3))
    said = " ".join(" ".join(lines).split())
    number = invoice.number
    return (said if number in said else f"{said} {number}".strip())[:140]
