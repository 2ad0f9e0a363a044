"""An invoice by e-mail: what became of it, and sending it by hand."""

from dataclasses import asdict, fields
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.accounts.acts import Act
from bonbrug.books.actions.invoice_mail import MailDraft, first_draft, send_by_hand
from bonbrug.books.models import Administration, Invoice, InvoiceMail, MailState
from bonbrug.books.pages.mail_words import sentence_of, state_of
from bonbrug.books.pages.navigation import INVOICING, TO_SEND, address, in_books, show
from bonbrug.books.pages.sections import attempt
from bonbrug.ui.forms import UiForm
from bonbrug.ui.identifier_fields import EmailField
from bonbrug.values.clock import accounting_day, system_clock

PLACES = {
    "mail_no_address": "recipient",
    "mail_wrong_address": "recipient",
    "mail_wrong_sender": "from_address",
}
FIELDS = tuple(field.name for field in fields(MailDraft))


class MailForm(UiForm):
    """What goes with the PDF."""

    recipient = EmailField(label=gettext_lazy("To"), max_length=150, required=True)
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    body = forms.CharField(
        label=gettext_lazy("Text of the e-mail"), widget=forms.Textarea(attrs={"rows": 5})
    )
    from_name = forms.CharField(label=gettext_lazy("Sender name"), max_length=200, required=False)
    from_address = EmailField(
        label=gettext_lazy("Sender address"),
        max_length=200,
        help_text=gettext_lazy(
            "Answers go here. It is the sender itself when the mail server sends for this domain."
        ),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


@in_books("GET", "POST", read=Act.WRITE_INVOICES)
def invoice_mail(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Show every mail of an invoice, and send one by hand."""
    known = administration.invoices.select_related("relation", "administration")
    invoice = get_object_or_404(known, pk=pk, booked_on__isnull=False)
    mails = list(invoice.mails.all())
    last = mails[0] if mails else None
    form = MailForm(request.POST or None, initial=_first(invoice, last))
    if form.is_valid() and attempt(form, lambda: _send(invoice, form), PLACES):
        messages.success(request, _told())
        return HttpResponseRedirect(address("invoice_mail", administration, pk))
    return show(
        request,
        administration,
        "invoice_mail.html",
        heading=_("Invoice %(number)s by e-mail") % {"number": invoice.number},
        trail=(INVOICING, TO_SEND),
        invoice=invoice,
        mails=[(mail, state_of(mail), sentence_of(mail)) for mail in mails],
        last=last,
        form=form,
        may_double=last is not None and last.state in (MailState.SENT, MailState.UNKNOWN),
        may_drop=last is not None and last.state in LOOSE,
        server=bool(settings.BONBRUG_SMTP_URL),
        back=address("invoice", administration, pk),
    )


LOOSE = (MailState.QUEUED, MailState.FAILED, MailState.UNKNOWN, MailState.KEPT)


def _first(invoice: Invoice, last: InvoiceMail | None) -> dict[str, Any]:
    """Return what the form starts with: what was sent last, and the address of now."""
    draft = first_draft(invoice)
    if last is None:
        return asdict(draft) | {"seen": 0}
    said = {name: getattr(last, name) for name in FIELDS}
    return said | {"recipient": draft.recipient or last.recipient, "seen": last.pk}


def _send(invoice: Invoice, form: MailForm) -> InvoiceMail:
    said = {name: form.cleaned_data[name] for name in FIELDS}
    today = accounting_day(system_clock())
    return send_by_hand(invoice, MailDraft(**said), form.cleaned_data["seen"], today)


def _told() -> str:
    if settings.BONBRUG_SMTP_URL:
        return _("The e-mail is on its way. What became of it stands below.")
    return _("The e-mail was kept. There is no mail server, so nothing was sent.")
