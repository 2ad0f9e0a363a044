"""Mail about what needs a person: at most one an hour per connection, each at least once."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F

from bonbrug.accounts.mailing import Undelivered, deliver
from bonbrug.accounts.models import User
from bonbrug.jobs import task_queue
from bonbrug.link.models import Connection, Digest, Item, Notice
from bonbrug.link.store.journal import NewEvent, append, by
from bonbrug.values.clock import Clock

DIGEST = "digest"
GATHER = timedelta(minutes=1)  # what comes out of one run goes in one mail
APART = timedelta(hours=1)
AT_WORK = timedelta(minutes=2)  # nobody else tries while one does
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15))
Compose = Callable[[int, Sequence[Item]], tuple[str, str]]


def notify(
    connection: Connection, addresses: Sequence[str], user: User | None, now: datetime
) -> None:
    """Keep who gets mail; the journal tells how many, not who."""
    with transaction.atomic():
        before = {"addresses": len(connection.notify)}
        Connection.objects.filter(pk=connection.pk).update(notify=list(addresses))
        after = {"addresses": len(addresses)}
        append(connection.pk, [NewEvent("notify_chosen", "", before, after, who=by(user))], now)
    connection.refresh_from_db()


def dispatch_digests(now: datetime) -> int:
    """Make the mails that are due, and let them be sent; return how many go."""
    if not settings.BONBRUG_SMTP_URL:
        return 0
    waiting = Notice.objects.filter(digest=None, made_at__lte=now - GATHER)
    for connection_id in waiting.order_by().values_list("connection_id", flat=True).distinct():
        _make(connection_id, now)
    return sum(_let_go(pk, now) for pk in _due(now))


def _due(now: datetime) -> list[int]:
    due = Digest.objects.filter(sent_at=None, next_try_at__lte=now)
    return list(due.order_by("pk").values_list("pk", flat=True)[:100])


def _let_go(pk: int, now: datetime) -> bool:
    """Claim one try, so that a second ticker or a slow server does not double it."""
    mine = Digest.objects.filter(pk=pk, sent_at=None, next_try_at__lte=now)
    if not mine.update(next_try_at=now + AT_WORK, attempts=F("attempts") + 1):
        return False
    task_queue.send(DIGEST, str(pk), task_queue.SLOW)  # a mail server can be silent too
    return True


def _make(connection_id: int, now: datetime) -> None:
    """Put what is still open in one mail, unless one is on its way or was sent lately."""
    with transaction.atomic():
        connection = Connection.objects.select_for_update().get(pk=connection_id)
        waiting = Notice.objects.filter(connection=connection, digest=None)
        if connection.deleted_at is not None or not connection.notify:
            waiting.delete()
            return
        if _too_soon(connection, now):
            return
        waiting.exclude(item__closed_at=None).delete()
        if waiting.exists():
            digest = Digest.objects.create(
                connection=connection, message_id=_message_id(), made_at=now, next_try_at=now
            )
            waiting.update(digest=digest)


def _too_soon(connection: Connection, now: datetime) -> bool:
    mine = Digest.objects.filter(connection=connection)
    unsent = mine.filter(sent_at=None)
    return unsent.exists() or mine.filter(sent_at__gt=now - APART).exists()


def _message_id() -> str:
    host = urlsplit(settings.BONBRUG_BASE_URL).hostname or "bonbrug.invalid"
    return f"<bonbrug.{uuid4().hex}@{host}>"


def post_digest(pk: int, compose: Compose, clock: Clock) -> None:
    """Send a mail that was not sent yet. `compose` gives subject and text of its items."""
    unsent = Digest.objects.filter(pk=pk, sent_at=None, connection__deleted_at=None)
    digest = unsent.select_related("connection").first()
    if digest is None:
        return
    recipients = list(map(str, digest.connection.notify))
    items = list(Item.objects.filter(notice__digest=digest).order_by("pk"))
    if not recipients:
        _drop(digest, clock())
        return
    message = _message(digest, recipients, compose(digest.connection_id, items), clock())
    try:
        deliver(settings.BONBRUG_SMTP_URL, message)
    except Undelivered as failure:
        _later(digest, failure.code, clock())
    else:
        _sent(digest, len(items), clock())


def _message(
    digest: Digest, recipients: list[str], words: tuple[str, str], now: datetime
) -> EmailMessage:
    subject, text = words
    return EmailMessage(
        subject,
        text,
        from_email=settings.BONBRUG_MAIL_FROM,
        to=recipients,
        headers={
            "Date": format_datetime(now),
            "Message-ID": digest.message_id,
            "Auto-Submitted": "auto-generated",
        },
    )


def _later(digest: Digest, code: str, now: datetime) -> None:
    pause = PAUSES[min(max(digest.attempts, 1), len(PAUSES)) - 1]
    mine = Digest.objects.filter(pk=digest.pk, sent_at=None)
    mine.update(code=code, next_try_at=now + pause)


def _sent(digest: Digest, count: int, now: datetime) -> None:
    with transaction.atomic():
        mine = Digest.objects.filter(pk=digest.pk, sent_at=None)
        if mine.update(sent_at=now, next_try_at=None, code=""):
            event = NewEvent("digest_sent", str(digest.pk), {}, {"items": count})
            append(digest.connection_id, [event], now)


def _drop(digest: Digest, now: datetime) -> None:
    """Nobody wants to hear of it any more."""
    Digest.objects.filter(pk=digest.pk).update(sent_at=now, next_try_at=None, code="no_addresses")
