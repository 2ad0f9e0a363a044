"""The devices that employees work with: how they were linked, and what they are known by."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bonbrug.workorders.models.columns import line
from bonbrug.workorders.models.company import Company
from bonbrug.workorders.models.employee import Employee


class Tablet(models.Model):
    """A device that works for one employee; linking it anew keeps this row and what hangs on it."""

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="tablets")
    name = line()
    linked_at = models.DateTimeField()
    last_seen = models.DateTimeField()
    rolled_at = models.DateTimeField(help_text="when its newest key was given out")

    class Meta:
        ordering = ["-linked_at", "-pk"]

    def __str__(self) -> str:
        return f"tablet {self.pk} of {self.employee_id}"


class TabletKey(models.Model):
    """A key that opens the pages of one tablet; only its digest is kept.

    A key that was given out and not used yet stands beside the one that is in use.
    """

    tablet = models.ForeignKey(Tablet, models.CASCADE, related_name="keys")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"key {self.pk} of tablet {self.tablet_id}"


class LinkCode(models.Model):
    """A code that links one tablet of one employee, once; only a keyed digest is kept."""

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="link_codes")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link code {self.pk} of {self.employee_id}"


class TabletNews(models.TextChoices):
    """What happened to a tablet; the label is the sentence on the page."""

    LINKED = "linked", _("Linked")
    LINKED_AGAIN = "linked_again", _("Linked again")
    ENDED = "ended", _("Ended by the office")
    LEFT = "left", _("Unlinked on the tablet")


class TabletEvent(models.Model):
    """A line for the office; `who` is the employee and `by` the person of the office, if any."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="tablet_events")
    moment = models.DateTimeField()
    what = models.CharField(max_length=20, choices=TabletNews.choices)
    who = line()
    tablet = line()
    by = line()
    seen = models.BooleanField(default=False)

    class Meta:
        ordering = ["-moment", "-pk"]

    def __str__(self) -> str:
        return f"{self.moment} {self.what}"
