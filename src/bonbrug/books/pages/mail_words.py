"""The words for what became of a mail."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bonbrug.books.actions.refusals import SENTENCES
from bonbrug.books.models import InvoiceMail, MailState
from bonbrug.ui.templatetags.ui import badge, moment

COLOURS = {
    MailState.QUEUED: "blue",
    MailState.SENDING: "blue",
    MailState.SENT: "green",
    MailState.FAILED: "red",
    MailState.UNKNOWN: "orange",
    MailState.KEPT: "secondary",
    MailState.DROPPED: "secondary",
}
WHY = {
    "mail_login": gettext_noop("The mail server does not accept our user name and password."),
    "mail_open_line": gettext_noop("The mail server offers no TLS, so nothing was said to it."),
    "mail_addresses": gettext_noop("The mail server does not accept this address."),
    "mail_unreachable": gettext_noop("The mail server gave no answer."),
    "mail_not_made": gettext_noop("The PDF or the mail could not be made."),
    "mail_worker_fell": gettext_noop("The program stopped while it was sending."),
}


def state_of(mail: InvoiceMail) -> SafeString:
    """Show the state of a mail in words and colour."""
    state = MailState(mail.state)
    return badge(state.label, COLOURS[state])


def reason_of(mail: InvoiceMail) -> str:
    """Say why a mail was not sent, or not yet; empty when there is nothing to say."""
    if known := WHY.get(mail.code) or SENTENCES.get(mail.code):
        return _(known)
    if mail.code:
        answer = mail.code.removeprefix("smtp_")
        return _("The mail server refused it (%(answer)s).") % {"answer": answer}
    if mail.state == MailState.KEPT:
        return _("There was no mail server when it was made.")
    return ""


def sentence_of(mail: InvoiceMail) -> str:
    """Say the whole of it, as it stands on the invoice."""
    facts = {"address": mail.recipient, "moment": moment(mail.ended_at), "why": reason_of(mail)}
    return _SENTENCES[MailState(mail.state)]() % facts


_SENTENCES = {
    MailState.QUEUED: lambda: _("To be sent to %(address)s. %(why)s"),
    MailState.SENDING: lambda: _("Being sent to %(address)s."),
    MailState.SENT: lambda: _("Sent to %(address)s on %(moment)s."),
    MailState.FAILED: lambda: _("Not sent. %(why)s"),
    MailState.UNKNOWN: lambda: _(
        "It is not known whether this was sent to %(address)s. %(why)s It is not sent again by"
        " itself: the customer might get it twice."
    ),
    MailState.KEPT: lambda: _("Kept here and not sent. %(why)s"),
    MailState.DROPPED: lambda: _("Not to be sent: somebody decided so."),
}
