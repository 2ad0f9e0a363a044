"""The customers that work orders are made for."""

from django.db import models

from bonbrug.workorders.models.columns import Brought, line, page
from bonbrug.workorders.models.company import Company


class Relation(Brought):
    """A customer; `extra` holds fields of the wire that we only keep."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="relations")
    debtor_number = models.CharField(max_length=255)
    name = models.CharField(max_length=255)
    contact = line()
    phone = line()
    mobile = line()
    email = line()
    email_workorder = line()
    street = line()
    house_number = line()
    postal_code = line()
    city = line()
    country = line()
    remark = page()
    kvk = line()
    vat = line()
    extra = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["debtor_number"]
        constraints = [
            models.UniqueConstraint(fields=["company", "debtor_number"], name="debtor_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.debtor_number} {self.name}"
