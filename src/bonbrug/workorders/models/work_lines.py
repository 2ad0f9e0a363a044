"""Hours and materials on a work order."""

from decimal import Decimal

from django.db import models

from bonbrug.values.discounts import WHOLE, discounted, together
from bonbrug.workorders.models.columns import DIGITS, PLACES, SHORT, line, page, percentage
from bonbrug.workorders.models.work_order import WorkOrder


def made_once(name: str) -> models.UniqueConstraint:
    """An operation of a tablet (`made_by`, its key) makes a line of a work order once."""
    made = models.Q(made_by__isnull=False)
    return models.UniqueConstraint(fields=["work_order", "made_by"], condition=made, name=name)


class WorkPeriod(models.Model):
    """Hours: `total_minutes` = end - begin - break; `travel` is a distance, as text."""

    work_order = models.ForeignKey(WorkOrder, models.CASCADE, related_name="periods")
    position = models.PositiveIntegerField(default=0)
    work_date = models.DateField(null=True, blank=True)
    begin = models.TimeField(null=True, blank=True)
    end = models.TimeField(null=True, blank=True)
    break_minutes = models.PositiveIntegerField(default=0)
    total_minutes = models.PositiveIntegerField(default=0)
    travel = models.CharField(max_length=255, blank=True, default="0")
    remark = page()
    hour_type = line(SHORT)
    employee_number = line(SHORT)
    made_by = models.UUIDField(null=True, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [made_once("period_made_once")]
        indexes = [models.Index(fields=["work_date"], name="periods_of_day")]

    def __str__(self) -> str:
        return f"{self.work_date} {self.total_minutes} min"


class MaterialLine(models.Model):
    """A material used: a copy of the article, or typed by hand. Price per unit excluding VAT.

    A quantity below 0 is material that was returned. `discount` is a percentage of this line, and
    `warranty` says why it costs nothing ('' for no warranty).
    """

    work_order = models.ForeignKey(WorkOrder, models.CASCADE, related_name="materials")
    position = models.PositiveIntegerField(default=0)
    code = line()
    name = line()
    unit = line()
    quantity = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES)
    price = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, default=Decimal(0))
    type = line()
    freefield1 = line()
    freefield2 = line()
    freefield3 = line()
    freefield4 = line()
    freefield5 = line()
    discount = percentage()
    warranty = line()
    by_hand = models.BooleanField(default=False)
    extra = models.JSONField(default=dict, blank=True)
    made_by = models.UUIDField(null=True, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [made_once("material_made_once")]

    def __str__(self) -> str:
        return f"{self.quantity} {self.unit} {self.name}"

    @property
    def reduction(self) -> Decimal:
        """The percentage that is taken off, that of the whole work order included."""
        return WHOLE if self.warranty else together(self.discount, self.work_order.discount)

    @property
    def amount(self) -> Decimal:
        """Quantity × price less what is taken off, in whole cents."""
        return discounted(self.quantity, self.price, self.reduction)

    @property
    def is_returned(self) -> bool:
        return self.quantity < 0
