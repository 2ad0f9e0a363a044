"""What became of a booked invoice on its way to the customer, in words for its page."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bonbrug.books.models import Invoice, Letter
from bonbrug.books.pages import debit_words
from bonbrug.books.pages.mail_words import sentence_of, state_of
from bonbrug.books.pages.navigation import TO_COLLECT, TO_PRINT, address
from bonbrug.ui.templatetags.ui import badge, day


@dataclass(frozen=True, slots=True)
class Sending:
    """One way in which an invoice goes: its state, what is known of it, and where to go on."""

    state: SafeString | str
    sentence: str
    label: str | Promise
    url: str


def sendings_of(invoice: Invoice) -> list[Sending]:
    """Return every way in which this invoice goes or went, and the way to a mail by hand."""
    return [*_by_post(invoice), *_by_debit(invoice), _by_mail(invoice)]


def _by_post(invoice: Invoice) -> list[Sending]:
    letter: Letter | None = getattr(invoice, "letter", None)
    if letter is None:
        return []
    books, run = invoice.administration, letter.run
    if run is None:
        state = badge(_("to print"), "blue")
        return [Sending(state, _("By post."), TO_PRINT, address("to_print", books))]
    url, label = address("print_run", books, run.pk), _("PDF with the others")
    if run.printed_on is None:
        return [Sending(badge(_("to print"), "blue"), _("In a PDF, not on paper yet."), label, url)]
    said = _("Printed on %(day)s.") % {"day": day(run.printed_on)}
    return [Sending(badge(_("printed"), "green"), said, label, url)]


def _by_debit(invoice: Invoice) -> list[Sending]:
    debit = invoice.direct_debits.select_related("batch").last()
    if debit is None:
        return []
    books = invoice.administration
    state, said = debit_words.state_of(debit), debit_words.sentence_of(debit)
    if debit.batch is None:
        return [Sending(state, said, TO_COLLECT, address("to_collect", books))]
    url = address("batch", books, debit.batch.pk)
    return [Sending(state, said, _("Direct debit file"), url)]


def _by_mail(invoice: Invoice) -> Sending:
    url = address("invoice_mail", invoice.administration, invoice.pk)
    mail = invoice.mails.first()
    if mail is None:
        return Sending("", _("Not sent by e-mail."), _("Send by e-mail"), url)
    return Sending(state_of(mail), sentence_of(mail), _("E-mail"), url)
