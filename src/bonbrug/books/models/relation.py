"""Customers and suppliers."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from bonbrug.books.models.administration import Administration
from bonbrug.books.models.ledger import LedgerAccount

FREE_FIELDS = tuple(f"free_{place}" for place in range(1, 11))


class Kind(models.TextChoices):
    COMPANY = "B", _("Company")
    PRIVATE = "P", _("Private person")


class Sex(models.TextChoices):
    MAN = "m", _("Man")
    WOMAN = "v", _("Woman")
    DEPARTMENT = "a", _("Department")


def _text(length: int) -> "models.CharField[str, str]":
    return models.CharField(max_length=length, blank=True, default="")


class Relation(models.Model):
    """A customer or supplier, with every field of the wire (docs/wire/eboekhouden-soap.md §3.4)."""

    Kind = Kind
    Sex = Sex

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="relations")
    added_on = models.DateField()
    code = models.CharField(max_length=15)
    name = models.CharField(max_length=100)
    contact = _text(150)
    sex = models.CharField(max_length=1, blank=True, default="", choices=Sex.choices)
    address = _text(150)
    postal_code = _text(50)
    city = _text(50)
    country = _text(50)
    mail_address = _text(150)
    mail_postal_code = _text(50)
    mail_city = _text(50)
    mail_country = _text(50)
    phone = _text(50)
    mobile = _text(50)
    fax = _text(50)
    email = _text(150)
    site = _text(50)
    note = models.TextField(blank=True, default="")
    bank_account = _text(50)
    giro_account = _text(50)
    vat_number = _text(50)
    kvk_number = _text(50)
    salutation = _text(50)
    iban = _text(50)
    bic = _text(50)
    kind = models.CharField(max_length=1, choices=Kind.choices, default=Kind.COMPANY)
    free_1 = _text(100)
    free_2 = _text(100)
    free_3 = _text(100)
    free_4 = _text(100)
    free_5 = _text(100)
    free_6 = _text(100)
    free_7 = _text(100)
    free_8 = _text(100)
    free_9 = _text(100)
    free_10 = _text(100)
    member = models.BooleanField(default=False)
    default_account = models.ForeignKey(
        LedgerAccount, models.SET_NULL, null=True, blank=True, related_name="relations"
    )
    no_email = models.BooleanField(default=False)
    # What an electronic invoice needs besides; none of it is on the wire.
    oin = _text(50)
    buyer_reference = _text(50)
    g_share = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(0))
    wants_electronic = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "code"], name="relation_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
