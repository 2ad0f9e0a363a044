"""The two statuses of a work order: its life cycle and the company's own code."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bonbrug.workorders.models.company import Company


class Status(models.TextChoices):
    """The life cycle (docs/wire/werkbonapp.md §5.1); the stored words are those of the wire."""

    READY = "Klaargezet", _("Ready for pick-up")
    PICKED_UP = "Opgehaald", _("Picked up")
    COMPLETE = "Compleet", _("Complete")
    SETTLED = "Afgehandeld", _("Settled")


class WorkStatus(models.Model):
    """A code that the company or a link defined, such as ``1 naar E-boekhouden``."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="work_statuses")
    code = models.CharField(max_length=255)
    name = models.CharField(max_length=255)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["company", "code"], name="work_status_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
