"""Mails about an account: written down while somebody waits, made and sent by a worker.

What is asked about an address that nobody has takes the same way, so that no answer and no time
tells whether it is known. Only the worker looks, and no secret waits in the database.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from email.utils import format_datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F

from bonbrug.accounts.mailing import Undelivered, deliver
from bonbrug.accounts.models import AccountMail
from bonbrug.jobs import task_queue
from bonbrug.values.clock import Clock

log = logging.getLogger(__name__)
MAIL = "account_mail"
AT_WORK = timedelta(minutes=2)  # nobody else tries while one does
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15))
USEFUL = timedelta(hours=1)  # a person who asked has asked again by then
Compose = Callable[[AccountMail], tuple[str, str] | None]


def can_send() -> bool:
    """Tell whether the operator named a mail server."""
    return bool(settings.BONBRUG_SMTP_URL and settings.BONBRUG_MAIL_FROM)


def ask(kind: str, address: str, language: str, now: datetime) -> None:
    """Write down that a mail must go; one that waits already is not doubled."""
    fresh = {"language": language, "made_at": now, "next_try_at": now}
    AccountMail.objects.get_or_create(kind=kind, address=address.lower(), defaults=fresh)


def dispatch(now: datetime) -> int:
    """Let the mails that are due be sent; return how many go."""
    if not can_send():
        return 0
    due = AccountMail.objects.filter(next_try_at__lte=now).order_by("pk")
    return sum(_let_go(pk, now) for pk in list(due.values_list("pk", flat=True)[:100]))


def _let_go(pk: int, now: datetime) -> bool:
    mine = AccountMail.objects.filter(pk=pk, next_try_at__lte=now)
    if not mine.update(next_try_at=now + AT_WORK, attempts=F("attempts") + 1):
        return False
    task_queue.send(MAIL, str(pk), task_queue.SLOW)  # a mail server can be silent too
    return True


def post(pk: int, composers: Mapping[str, Compose], clock: Clock) -> None:
    """Send one; `composers` make subject and text by the kind, or None when nobody gets it."""
    mail = AccountMail.objects.filter(pk=pk).first()
    words = composers[mail.kind.partition(":")[0]](mail) if mail else None
    if mail is None or words is None:
        _done(pk)
        return
    try:
        deliver(settings.BONBRUG_SMTP_URL, _message(mail, words, clock()))
    except Undelivered as failure:
        _later(mail, failure, clock())
    else:
        _done(pk)


def _message(mail: AccountMail, words: tuple[str, str], now: datetime) -> EmailMessage:
    subject, text = words
    headers = {"Date": format_datetime(now), "Auto-Submitted": "auto-generated"}
    sender = settings.BONBRUG_MAIL_FROM
    return EmailMessage(subject, text, from_email=sender, to=[mail.address], headers=headers)


def _done(pk: int) -> None:
    AccountMail.objects.filter(pk=pk).delete()


def _later(mail: AccountMail, failure: Undelivered, now: datetime) -> None:
    log.warning("a mail about an account was not delivered: %s", failure.code)
    if failure.final or now - mail.made_at > USEFUL:
        _done(mail.pk)
        return
    pause = PAUSES[min(max(mail.attempts, 1), len(PAUSES)) - 1]
    AccountMail.objects.filter(pk=mail.pk).update(next_try_at=now + pause)


def forget_old_mails(now: datetime) -> int:
    """Remove what nobody waits for any more, such as where no mail server is named."""
    return AccountMail.objects.filter(made_at__lt=now - USEFUL).delete()[0]
