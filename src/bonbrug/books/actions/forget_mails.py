"""Letting go of what stood in a mail; that it was sent, and when, stays with its invoice."""

from datetime import datetime, timedelta

from bonbrug.books.models import InvoiceMail
from bonbrug.books.models.mail import SETTLED

KEPT = timedelta(days=365)
EMPTY = dict.fromkeys(("recipient", "subject", "body", "from_address", "from_name"), "")


def forget_mails(now: datetime) -> int:
    """Empty what was sent or dropped a year ago; a mail that waits or is in doubt stays."""
    day = (now - KEPT).date()
    old = InvoiceMail.objects.filter(state__in=SETTLED, made_on__lt=day)
    return old.exclude(**EMPTY).update(**EMPTY)
