"""A company that works with work orders, and the packages that it linked."""

from django.db import models

from bonbrug.accounts.models import Organisation

LETTERHEAD = 600  # characters


class Company(models.Model):
    """`company_id` is the Bedrijfs id of 7 digits that a tablet and a link ask for.

    `letterhead` are the lines under its name on a work order on paper.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="work_order_companies"
    )
    name = models.CharField(max_length=255)
    company_id = models.CharField(max_length=7, unique=True)
    next_serial = models.PositiveIntegerField(default=1)
    default_work_status = models.CharField(max_length=255, blank=True, default="1")
    take_back_minutes = models.PositiveIntegerField(default=5)
    discount_code = models.CharField(max_length=255, blank=True, default="")
    number_prefix = models.CharField(max_length=8, blank=True, default="W")
    numbers_per_year = models.BooleanField(default=True)
    signature_required = models.BooleanField(default=False)
    letterhead = models.TextField(blank=True, default="", max_length=LETTERHEAD)

    def __str__(self) -> str:
        return self.name


class ExternalLink(models.Model):
    """An ordered link with an outside package. A token is found by digest and shown by opening."""

    EBOEKHOUDEN = "eboekhouden"

    company = models.ForeignKey(Company, models.CASCADE, related_name="external_links")
    package = models.CharField(max_length=20)
    ordered_at = models.DateTimeField()
    token_digest = models.CharField(max_length=64, unique=True)
    token_sealed = models.TextField()
    software_token_digest = models.CharField(max_length=64)
    software_token_sealed = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "package"], name="package_linked_once")
        ]

    def __str__(self) -> str:
        return f"{self.package} of {self.company_id}"

    @staticmethod
    def bound(pk: int, field: str) -> str:
        """Return what a sealed token is bound to."""
        return f"externallink:{pk}:{field}"
