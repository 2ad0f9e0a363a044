"""What happened to a work order, for people to read back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bonbrug.workorders.models.columns import line
from bonbrug.workorders.models.work_order import WorkOrder


class Deed(models.TextChoices):
    """What somebody did; the label is the sentence on the page."""

    MADE = "made", _("Made")
    CHANGED = "changed", _("Changed")
    EMPLOYEE_CHOSEN = "employee_chosen", _("Employee chosen")
    PICKED_UP = "picked_up", _("Picked up on a tablet")
    PERIOD_WRITTEN = "period_written", _("Hours written")
    PERIOD_REMOVED = "period_removed", _("Hours removed")
    MATERIAL_WRITTEN = "material_written", _("Material written")
    MATERIAL_REMOVED = "material_removed", _("Material removed")
    COMPLETED = "completed", _("Signed and set to Complete")
    TAKEN_BACK = "taken_back", _("Taken back before it was sent")
    SENT_NOW = "sent_now", _("Sent without waiting")
    WORK_STATUS_SET = "work_status_set", _("Work status set")
    SETTLED = "settled", _("Set to Settled")
    REOPENED = "reopened", _("Set back to Complete")
    ADDRESS_MARKED = "address_marked", _("Work address marked")
    ARCHIVED = "archived", _("Archived")
    UNARCHIVED = "unarchived", _("Taken out of the archive")
    IMPORTED = "imported", _("Imported from another system")


class History(models.Model):
    """One deed: `who` is a person, an employee number or a package; `detail` is plain text."""

    work_order = models.ForeignKey(WorkOrder, models.CASCADE, related_name="history")
    moment = models.DateTimeField()
    who = line()
    what = models.CharField(max_length=20, choices=Deed.choices)
    detail = line()

    class Meta:
        ordering = ["-moment", "-pk"]

    def __str__(self) -> str:
        return f"{self.moment} {self.what}"
