"""Invoices that go out by e-mail: what is sent, to whom, and what became of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bonbrug.books.models.administration import Administration
from bonbrug.books.models.invoice import Invoice


class MailState(models.TextChoices):
    """A mail is sent by itself only from `QUEUED`, and from there only once."""

    QUEUED = "queued", _("to send")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("not sent")
    UNKNOWN = "unknown", _("not known whether it was sent")
    KEPT = "kept", _("kept, not sent")
    DROPPED = "dropped", _("not to be sent")


UNDER_WAY = (MailState.QUEUED, MailState.SENDING)
SETTLED = (MailState.SENT, MailState.DROPPED)
DOUBTFUL = (MailState.FAILED, MailState.UNKNOWN)  # a person has to look


class InvoiceMail(models.Model):
    """One mail with one invoice; sending again makes a new one after it.

    `started_at` is written before the first byte goes to the mail server. `code` says why it was
    not sent. `next_try_at` None means at once.
    """

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="mails")
    invoice = models.ForeignKey(Invoice, models.CASCADE, related_name="mails")
    # The mail that this one is sent after; each has at most one, so two tabs cannot send twice.
    after = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, related_name="followed_by"
    )
    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.QUEUED)
    recipient = models.CharField(max_length=150, blank=True, default="")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    from_address = models.CharField(max_length=200, blank=True, default="")
    from_name = models.CharField(max_length=200, blank=True, default="")
    made_on = models.DateField()
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    code = models.CharField(max_length=50, blank=True, default="")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["invoice"], condition=Q(after=None), name="first_mail_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["state", "next_try_at"],
                condition=Q(state__in=UNDER_WAY),
                name="mail_under_way",
            )
        ]

    def __str__(self) -> str:
        return f"mail {self.pk} of invoice {self.invoice_id}"

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY
