"""What a tablet did without signal, as it came in: each operation once, with its answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bonbrug.workorders.models.columns import line
from bonbrug.workorders.models.company import Company
from bonbrug.workorders.models.employee import Employee
from bonbrug.workorders.models.work_order import WorkOrder


class Result(models.TextChoices):
    """What became of an operation; the value is its word on the wire."""

    DONE = "done", _("Done")
    REFUSED = "refused", _("Not done")
    KEPT = "kept", _("Changed by two people")


class Decision(models.TextChoices):
    """What the office made of one that waited."""

    OURS = "ours", _("The work order stays as it is")
    THEIRS = "theirs", _("What the employee wrote was taken")
    LATER = "later", _("The employee changed it again")


class TabletOperation(models.Model):
    """One operation. `key` was made on the tablet, and the line that it makes carries it.

    `digest` is of what was sent, so that a repeat is known without keeping it. `content` is there
    while the office has to decide (`waits`), and emptied after.
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="tablet_operations")
    key = models.UUIDField()
    digest = models.CharField(max_length=64)
    employee = models.ForeignKey(
        Employee, models.SET_NULL, null=True, related_name="tablet_operations"
    )
    work_order = models.ForeignKey(
        WorkOrder, models.SET_NULL, null=True, related_name="tablet_operations"
    )
    kind = line(40)
    who = line()
    received_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, help_text="by the clock of the tablet")
    result = models.CharField(max_length=7, choices=Result.choices, default=Result.DONE)
    code = line(40)
    answer = models.JSONField(default=dict)
    content = models.JSONField(default=dict)
    waits = models.BooleanField(default=False)
    decision = models.CharField(max_length=6, choices=Decision.choices, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_by = line()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["company", "key"], name="tablet_operation_once")
        ]
        indexes = [
            models.Index(
                fields=["company"], condition=models.Q(waits=True), name="tablet_operation_waits"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
