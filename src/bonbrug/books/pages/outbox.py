"""Factureren > Te versturen: the mails with invoices, and what became of each."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from bonbrug.accounts.acts import Act
from bonbrug.books.actions.invoice_mail import drop_mail
from bonbrug.books.models import Administration, InvoiceMail
from bonbrug.books.models.mail import SETTLED
from bonbrug.books.pages.mail_words import reason_of, state_of
from bonbrug.books.pages.navigation import INVOICING, TO_SEND, address, in_books, show
from bonbrug.books.pages.sections import told
from bonbrug.ui.tables import Column, Table
from bonbrug.ui.templatetags.ui import day, moment

SEARCH = ("invoice__number", "recipient", "subject", "invoice__relation__name")


@in_books()
def to_send(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """List what was not sent yet, or perhaps was."""
    return _list(request, administration, sent=False)


@in_books()
def sent(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """List what was sent, and what somebody decided not to send."""
    return _list(request, administration, sent=True)


def _list(request: HttpRequest, administration: Administration, *, sent: bool) -> HttpResponseBase:
    settled = administration.mails.filter(state__in=SETTLED)
    mails = settled if sent else unsettled(administration)
    table = Table(
        request,
        mails.select_related("invoice__relation"),
        _columns(),
        search=SEARCH,
        row_url=lambda row: address("invoice_mail", administration, row.invoice_id),
    )
    other = (_("To send"), "to_send") if sent else (_("Sent e-mails"), "sent")
    return show(
        request,
        administration,
        "list.html",
        heading=_("Sent e-mails") if sent else TO_SEND,
        trail=(INVOICING,),
        table=table,
        others=[(other[0], address(other[1], administration))],
        empty_title=_("Nothing was sent yet") if sent else _("Nothing waits to be sent"),
        empty=_("An invoice that is sent by e-mail stands here as soon as it is processed."),
    )


def unsettled(administration: Administration) -> QuerySet[InvoiceMail]:
    """Return the last mail of each invoice that still asks for something."""
    return administration.mails.filter(followed_by=None).exclude(state__in=SETTLED)


def _columns() -> Sequence[Column[InvoiceMail]]:
    return (
        Column(_("Invoice number"), lambda row: row.invoice.number, "invoice__number"),
        Column(_("Relation"), lambda row: str(row.invoice.relation), "invoice__relation__code"),
        Column(_("To"), lambda row: row.recipient or "–", "recipient"),
        Column(_("Subject"), lambda row: row.subject, "subject"),
        Column(_("Made on"), lambda row: day(row.made_on), "made_on", "date"),
        Column(_("Sending"), state_of, "state", "status"),
        Column(_("What about it"), lambda row: reason_of(row) or moment(row.ended_at) or "–"),
    )


@in_books("POST", read=Act.WRITE_INVOICES)
def drop(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Let a mail rest that was not sent."""
    mail = get_object_or_404(administration.mails.select_related("invoice"), pk=pk)
    done = _("This mail is not sent, and no longer stands at To send.")
    told(request, lambda: drop_mail(mail), done)
    return HttpResponseRedirect(address("invoice_mail", administration, mail.invoice_id))
