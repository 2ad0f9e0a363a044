"""What both sides and our own memory say about a period, side by side."""

from django.conf import settings
from django.db import models

from bonbrug.link.models.connection import Connection


class Reconciliation(models.Model):
    """A comparison that was asked for. Waiting while `started_at` is empty.

    `facts` holds counts, amounts as texts and the gaps, with numbers only
    (actions/comparison.py). `outcome` is ``done`` or ``failed`` with its `code`.
    """

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="reconciliations")
    first = models.DateField()
    last = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField(null=True, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    stage = models.CharField(max_length=30, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["connection", "-asked_at"], name="reconciled_newest")]

    def __str__(self) -> str:
        return f"reconciliation {self.first} to {self.last}"
