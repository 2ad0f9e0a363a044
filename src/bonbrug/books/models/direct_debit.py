"""Direct debits: mandates of customers, what has to be collected, and files for the bank."""

import datetime as dt
from decimal import Decimal

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bonbrug.books.models.administration import Administration
from bonbrug.books.models.invoice import Invoice
from bonbrug.books.models.open_item import Receipt
from bonbrug.books.models.relation import Relation

NOTICE_DAYS = 14  # that a customer is told before, unless another number was agreed


class Mandate(models.Model):
    """What a customer signed: this firm may collect from that account.

    `used_before`: it was collected on before these books knew it. `one_off`: for one collection.
    """

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="mandates")
    relation = models.ForeignKey(Relation, models.PROTECT, related_name="mandates")
    reference = models.CharField(max_length=35)
    signed_on = models.DateField()
    iban = models.CharField(max_length=34)
    bic = models.CharField(max_length=11, blank=True, default="")
    holder = models.CharField(max_length=70)
    one_off = models.BooleanField(default=False)
    used_before = models.BooleanField(default=False)
    notice_days = models.PositiveIntegerField(default=NOTICE_DAYS)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["administration", "reference"], name="mandate_reference_once"
            )
        ]

    def __str__(self) -> str:
        return self.reference


class DebitBatch(models.Model):
    """One file for the bank, kept as it was made; `sum` in euros."""

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="debit_batches")
    made_on = models.DateField()
    collection_day = models.DateField()
    count = models.PositiveIntegerField()
    sum = models.DecimalField(max_digits=14, decimal_places=2)
    file = models.TextField()
    withdrawn_on = models.DateField(null=True, blank=True)
    collected_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"direct debit file {self.pk}"

    def may_be_withdrawn(self, today: dt.date) -> bool:
        """Tell whether the bank can still be told: its day is not there, and nothing came of it."""
        return not (self.withdrawn_on or self.collected_on) and today < self.collection_day

    def collects_on(self, today: dt.date) -> bool:
        """Tell whether the bank can have collected it by now."""
        return not self.withdrawn_on and today >= self.collection_day


class DebitState(models.TextChoices):
    WAITING = "waiting", _("to collect")
    IN_FILE = "in_file", _("in a file")
    COLLECTED = "collected", _("collected")
    RETURNED = "returned", pgettext_lazy("direct debit", "returned")


class Sequence(models.TextChoices):
    """Where a collection stands in the life of its mandate, in the words of SEPA."""

    FIRST = "FRST", _("first")
    RECURRING = "RCUR", _("recurring")
    ONE_OFF = "OOFF", _("one-off")


LIVING = (DebitState.WAITING, DebitState.IN_FILE, DebitState.COLLECTED)
SENT_TO_BANK = (DebitState.IN_FILE, DebitState.COLLECTED)


class DirectDebits(models.QuerySet["DirectDebit"]):
    def to_judge(self) -> "DirectDebits":
        """Ask along what decides whether it can be collected, for all of them at once."""
        sent = DirectDebit.objects.filter(mandate=OuterRef("mandate"), state__in=SENT_TO_BANK)
        known = self.select_related("mandate", "invoice__relation", "invoice__open_item")
        asked = {"mandate_sent": Exists(sent)}
        return known.annotate(**asked)


class DirectDebit(models.Model):
    """One invoice to collect. It is in one file at most; one that was returned gets a new one.

    `amount` and `sequence` are set when it goes in a file. `doubt` says why a person has to look at
    its mandate first. `mandate_sent` stands only on what `to_judge` found: the mandate was used.
    """

    mandate_sent: bool

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="direct_debits")
    invoice = models.ForeignKey(Invoice, models.CASCADE, related_name="direct_debits")
    mandate = models.ForeignKey(
        Mandate, models.PROTECT, null=True, blank=True, related_name="direct_debits"
    )
    state = models.CharField(max_length=10, choices=DebitState.choices, default=DebitState.WAITING)
    text = models.CharField(max_length=140)
    doubt = models.CharField(max_length=50, blank=True, default="")
    batch = models.ForeignKey(
        DebitBatch, models.PROTECT, null=True, blank=True, related_name="debits"
    )
    amount = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal(0))
    sequence = models.CharField(max_length=4, blank=True, default="", choices=Sequence.choices)
    receipt = models.OneToOneField(
        Receipt, models.PROTECT, null=True, blank=True, related_name="direct_debit"
    )
    returned_on = models.DateField(null=True, blank=True)

    objects = DirectDebits.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["invoice"], condition=Q(state__in=LIVING), name="one_living_debit"
            ),
            models.CheckConstraint(
                condition=Q(state=DebitState.WAITING, batch=None)
                | (~Q(state=DebitState.WAITING) & Q(batch__isnull=False)),
                name="debit_in_file_or_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"direct debit of invoice {self.invoice_id}"

    @property
    def may_be_returned(self) -> bool:
        return self.state in SENT_TO_BANK

    @property
    def may_be_collected_again(self) -> bool:
        """Tell whether it came back and no other one of its invoice took its place."""
        living = self.invoice.direct_debits.filter(state__in=LIVING)
        return self.state == DebitState.RETURNED and not living.exists()

    @property
    def earliest(self) -> dt.date | None:
        """Return the first day on which it may be collected: the customer was told in time."""
        if self.mandate is None or self.invoice.booked_on is None:
            return None
        told = max(self.invoice.date, self.invoice.booked_on)
        return told + dt.timedelta(days=self.mandate.notice_days)
