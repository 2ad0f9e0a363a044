"""The worker's part of a mail: take it, hand it over once, and write down what became of it.

It is written down as being sent before the first byte goes. Who falls after that leaves it so, and
it becomes *unknown*: from there it is never sent again by itself.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime, formataddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, Prefetch, Q, QuerySet

from bonbrug.accounts import ending
from bonbrug.accounts.mailing import Undelivered, deliver
from bonbrug.books.models import Invoice, InvoiceMail, MailState
from bonbrug.jobs import task_queue
from bonbrug.values.clock import Clock

MAIL = "invoice_mail"
AT_WORK = timedelta(minutes=2)  # a job that got lost is sent to the queue again after this
ENDED = timedelta(minutes=10)  # no hand-over takes this long: who had it is gone
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))
AT_ONCE = 50
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along, with its media type."""

    filename: str
    media_type: str
    content: bytes


Attach = Callable[[Invoice], Sequence[Attachment]]


def dispatch_mails(now: datetime) -> int:
    """Let the worker send what is due; return how many jobs went to the queue."""
    _give_up_on_the_fallen(now)
    if not settings.BONBRUG_SMTP_URL:
        return 0
    due = InvoiceMail.objects.filter(Q(next_try_at=None) | Q(next_try_at__lte=now))
    due = due.filter(state=MailState.QUEUED)
    due = due.exclude(administration__organisation__in=ending.numbers())
    gone = 0
    for pk in due.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]:
        if due.filter(pk=pk).update(next_try_at=now + AT_WORK):
            task_queue.send(MAIL, str(pk), task_queue.SLOW)  # a mail server can be silent
            gone += 1
    return gone


def _give_up_on_the_fallen(now: datetime) -> None:
    fallen = InvoiceMail.objects.filter(state=MailState.SENDING, started_at__lte=now - ENDED)
    fallen.update(state=MailState.UNKNOWN, code="mail_worker_fell")


def send_mail(pk: int, attach: Attach, clock: Clock) -> None:
    """Send a mail that waits. One that somebody else took, or that was dropped, is left alone."""
    invoices = Prefetch("invoice", Invoice.objects.for_paper())
    known = InvoiceMail.objects.select_related("administration").prefetch_related(invoices)
    mail = known.filter(pk=pk, state=MailState.QUEUED).first()
    if mail is None or not settings.BONBRUG_SMTP_URL:
        return
    try:
        message = _message(mail, attach(mail.invoice), clock())
        message.message()  # what cannot be written is told before anything is sent
    except (RuntimeError, TypeError, ValueError) as error:
        log.error("mail %s could not be made: %s", pk, type(error).__name__)
        unsent = InvoiceMail.objects.filter(pk=pk, state=MailState.QUEUED)
        unsent.update(state=MailState.FAILED, code="mail_not_made", ended_at=clock())
        return
    if _take(mail, clock()):
        _hand_over(mail, message, clock)


def _take(mail: InvoiceMail, now: datetime) -> bool:
    mine = InvoiceMail.objects.filter(pk=mail.pk, state=MailState.QUEUED)
    taken = mine.update(state=MailState.SENDING, started_at=now, attempts=F("attempts") + 1)
    mail.attempts += 1
    return bool(taken)


def _hand_over(mail: InvoiceMail, message: EmailMessage, clock: Clock) -> None:
    try:
        deliver(settings.BONBRUG_SMTP_URL, message)
    except Undelivered as failure:
        if not failure.certain:
            _end(mail, MailState.UNKNOWN, failure.code, clock())
        elif failure.final or mail.attempts > len(PAUSES):
            _end(mail, MailState.FAILED, failure.code, clock())
        else:
            _again(mail, failure.code, clock())
    else:
        _end(mail, MailState.SENT, "", clock())


def _again(mail: InvoiceMail, code: str, now: datetime) -> None:
    """Let it wait for its next try; one that was given up meanwhile is for a person.

    It may have been sent again by hand since.
    """
    later, mine = now + PAUSES[mail.attempts - 1], _of_this_try(mail)
    if not mine.filter(state=MailState.SENDING).update(
        state=MailState.QUEUED, code=code, next_try_at=later
    ):
        _end(mail, MailState.FAILED, code, now)


def _end(mail: InvoiceMail, state: MailState, code: str, now: datetime) -> None:
    _of_this_try(mail).update(state=state, code=code, ended_at=now)


def _of_this_try(mail: InvoiceMail) -> QuerySet[InvoiceMail]:
    """Return the row while this try is the last; a slow answer may still settle an unknown."""
    open_ = (MailState.SENDING, MailState.UNKNOWN)
    return InvoiceMail.objects.filter(pk=mail.pk, attempts=mail.attempts, state__in=open_)


def _message(mail: InvoiceMail, files: Sequence[Attachment], now: datetime) -> EmailMessage:
    ours, theirs = settings.BONBRUG_MAIL_FROM, mail.from_address
    same = theirs and theirs.rpartition("@")[2].lower() == ours.rpartition("@")[2].lower()
    message = EmailMessage(
        mail.subject,
        mail.body,
        from_email=ours,  # also on the envelope: what cannot be delivered comes back to it
        to=[mail.recipient],
        headers={
            "From": formataddr((mail.from_name, theirs if same else ours)),
            "Date": format_datetime(now),
            "Message-ID": _message_id(mail, ours),
        },
        reply_to=[formataddr((mail.from_name, theirs))] if theirs and not same else None,
    )
    for file in files:
        message.attach(file.filename, file.content, file.media_type)
    return message


def _message_id(mail: InvoiceMail, ours: str) -> str:
    """Return the same one for every try, so that a mailbox knows a double."""
    guid = mail.administration.guid.strip("{}").lower()
    return f"<factuur.{guid}.{mail.pk}@{ours.rpartition('@')[2]}>"
