"""The mail of an invoice: written down when it is booked or asked for; the worker sends it."""

import re
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from bonbrug.books.actions.locking import locked
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import Invoice, InvoiceMail, MailState
from bonbrug.books.models.mail import UNDER_WAY
from bonbrug.ui.identifier_fields import email_holds

BODY = "Hierbij ontvangt u onze factuur."
# A line break in a header would begin another header.
BREAKS = re.compile(r"[\x00-\x1f\x7f\s]+")


@dataclass(frozen=True, slots=True)
class MailDraft:
    """What is sent, and to whom; answers go to `from_address` when it is given."""

    recipient: str
    subject: str
    body: str
    from_address: str = ""
    from_name: str = ""


def first_draft(invoice: Invoice) -> MailDraft:
    """Return what the invoice says about its mail, and our words where it says nothing."""
    details, firm = invoice.delivery_details, invoice.administration
    return MailDraft(
        recipient=invoice.relation.email.strip(),
        subject=_line(details.get("subject", "")) or f"Factuur {invoice.number} van {firm.name}",
        body=str(details.get("body", "")).strip() or BODY,
        from_address=_line(details.get("from_address", "")),
        from_name=_line(details.get("from_name", "")) or firm.name,
    )


def queue_mail(invoice: Invoice, today: date) -> InvoiceMail:
    """Write down the first mail of an invoice; inside a transaction, the administration locked.

    One that cannot go is written down as well, with the reason, so that a person sees it.
    """
    draft = first_draft(invoice)
    try:
        if invoice.relation.no_email:
            raise Refused("mail_not_wanted")
        _check(draft)
    except Refused as refusal:
        return _write(invoice, draft, None, today, refusal.code)
    return _write(invoice, draft, None, today)


def send_by_hand(invoice: Invoice, draft: MailDraft, seen: int, today: date) -> InvoiceMail:
    """Write down a mail that a person asks for; `seen` is the last one the page showed, or 0.

    Refused when another one was made since, or while one is on its way.
    """
    with transaction.atomic():
        books = locked(invoice.administration_id)
        fresh = books.invoices.select_related("relation").get(pk=invoice.pk)
        if not fresh.is_booked:
            raise Refused("mail_of_unbooked", number=fresh.number)
        last = fresh.mails.first()
        if (last.pk if last else 0) != seen or (last and last.is_under_way):
            raise Refused("mail_meanwhile", number=fresh.number)
        _check(draft)
        return _write(fresh, draft, last, today)


def drop_mail(mail: InvoiceMail) -> None:
    """Let a mail that was not sent, or perhaps was, rest: a person saw to it."""
    loose = InvoiceMail.objects.filter(pk=mail.pk, followed_by=None).exclude(
        state__in=(MailState.SENT, MailState.SENDING)
    )
    with transaction.atomic():
        locked(mail.administration_id)
        if not loose.update(state=MailState.DROPPED):
            raise Refused("mail_meanwhile", number=mail.invoice.number)


def hold_mails() -> int:
    """Send nothing by itself of what stands here; return how many mails that stopped.

    After a backup was put back nobody knows what was sent since it was made.
    """
    return InvoiceMail.objects.filter(state__in=UNDER_WAY).update(state=MailState.UNKNOWN)


def _write(
    invoice: Invoice, draft: MailDraft, after: InvoiceMail | None, today: date, code: str = ""
) -> InvoiceMail:
    return InvoiceMail.objects.create(
        administration_id=invoice.administration_id,
        invoice=invoice,
        after=after,
        state=_first_state(code),
        code=code,
        recipient=_line(draft.recipient)[:150],
        subject=_line(draft.subject)[:200],
        body=draft.body,
        from_address=draft.from_address.strip()[:200],
        from_name=_line(draft.from_name)[:200],
        made_on=today,
    )


def _first_state(code: str) -> MailState:
    if code:
        return MailState.FAILED
    # Without a mail server it is kept. It does not go by itself once there is one: that may be
    # months later.
    return MailState.QUEUED if settings.BONBRUG_SMTP_URL else MailState.KEPT


def _check(draft: MailDraft) -> None:
    if not draft.recipient:
        raise Refused("mail_no_address")
    if not email_holds(draft.recipient) or len(draft.recipient) > 150:
        raise Refused("mail_wrong_address")
    if draft.from_address and not email_holds(draft.from_address):
        raise Refused("mail_wrong_sender")


def _line(text: object) -> str:
    return BREAKS.sub(" ", str(text)).strip()
