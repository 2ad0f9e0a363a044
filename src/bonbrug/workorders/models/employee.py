"""Who does the work."""

from django.conf import settings
from django.db import models

from bonbrug.workorders.models.columns import line
from bonbrug.workorders.models.company import Company


class Employee(models.Model):
    """Someone in the field; `number` is the werknemersnummer that a tablet is linked with."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="employees")
    number = models.CharField(max_length=255)
    first_name = line()
    last_name = line()
    active = models.BooleanField(default=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="employees"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="employee_number_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()
