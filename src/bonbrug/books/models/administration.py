"""One set of books, and how programs come in."""

from datetime import date

from django.conf import settings
from django.db import models

from bonbrug.accounts.keys import keyring
from bonbrug.accounts.models import Organisation


class Administration(models.Model):
    """The books of one firm.

    The two security codes are kept sealed and can be read again, because their owner must be able
    to copy them from the page at any time (docs/en/3-making-the-link.md).
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="administrations")
    name = models.CharField(max_length=100)
    street = models.CharField(max_length=150, blank=True, default="")
    postal_code = models.CharField(max_length=50, blank=True, default="")
    city = models.CharField(max_length=50, blank=True, default="")
    vat_number = models.CharField(max_length=50, blank=True, default="")
    kvk_number = models.CharField(max_length=50, blank=True, default="")
    iban = models.CharField(max_length=50, blank=True, default="")
    country = models.CharField(max_length=50, blank=True, default="")
    oin = models.CharField(max_length=50, blank=True, default="")
    # The blocked account for the part of an invoice that is for taxes of a subcontractor's staff.
    g_iban = models.CharField(max_length=50, blank=True, default="")
    # Why lines without VAT have none, in the words of the invoice.
    untaxed_reason = models.CharField(max_length=200, blank=True, default="")
    bic = models.CharField(max_length=11, blank=True, default="")
    # Incassant-ID: by this a bank knows who collects.
    creditor_id = models.CharField(max_length=35, blank=True, default="")
    guid = models.CharField(max_length=38, unique=True)
    username = models.CharField(max_length=55, unique=True)
    sealed_security_code_1 = models.TextField(default="")
    sealed_security_code_2 = models.TextField(default="")
    last_entry_number = models.BigIntegerField(default=0)
    own_row_cap = models.PositiveIntegerField(null=True, blank=True)
    # Under the scheme for small businesses from the first day to the last; both empty: it is not.
    exempt_from = models.DateField(null=True, blank=True)
    exempt_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def row_cap(self) -> int:
        """Return how many records one list holds at most (docs/wire/eboekhouden-soap.md §1.2)."""
        return self.own_row_cap or int(settings.BONBRUG_ROW_CAP)

    @property
    def exempt_days(self) -> tuple[date, date] | None:
        """Return its first and last day under the scheme for small businesses; None: never."""
        return (self.exempt_from, self.exempt_until or date.max) if self.exempt_from else None

    def is_exempt_on(self, day: date) -> bool:
        """Tell whether the firm is under that scheme on a day."""
        return self.is_exempt_within(day, day)

    def is_exempt_within(self, first: date, last: date) -> bool:
        """Tell whether it is on one of these days."""
        days = self.exempt_days
        return days is not None and days[0] <= last and first <= days[1]

    def belongs_to(self, field: str) -> str:
        """Return the name that a sealed field is bound to."""
        return self.bound(self.pk, field)

    @staticmethod
    def bound(pk: int, field: str) -> str:
        return f"administration:{pk}:{field}"

    @property
    def security_code_1(self) -> str:
        """Return the first code: 32 hexadecimal digits."""
        return keyring().unseal(self.sealed_security_code_1, self.belongs_to("security_code_1"))

    @property
    def security_code_2(self) -> str:
        """Return the second code: a GUID without braces."""
        return keyring().unseal(self.sealed_security_code_2, self.belongs_to("security_code_2"))


class Session(models.Model):
    """A program that came in with the right codes; it ends by closing or by 20 idle minutes."""

    key = models.CharField(max_length=38, unique=True)
    administration = models.ForeignKey(Administration, models.CASCADE, related_name="sessions")
    # Whose codes opened it, when it was opened for another administration of the same organisation.
    opener = models.ForeignKey(
        Administration, models.CASCADE, null=True, related_name="sessions_elsewhere"
    )
    source = models.CharField(max_length=15, blank=True, default="")
    opened_at = models.DateTimeField()
    used_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"session {self.pk} of administration {self.administration_id}"


class WayIn(models.Model):
    """A token that leads a person who is logged in to one administration, once.

    Only the digest is kept. It logs nobody in: the codes of a program never become a person.
    """

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="ways_in")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"way in {self.pk}"


class CallCount(models.Model):
    """How often one operation was called in one calendar month."""

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="call_counts")
    month = models.DateField(help_text="the first day of the month")
    operation = models.CharField(max_length=40)
    calls = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["administration", "month", "operation"], name="call_count_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.month:%Y-%m}: {self.calls}"
