"""Work addresses that were marked as a dwelling of more than two years, or as none."""

from django.db import models

from bonbrug.values.quantity import folded
from bonbrug.workorders.models.columns import line
from bonbrug.workorders.models.company import Company
from bonbrug.workorders.models.work_order import WorkOrder


class Dwelling(models.Model):
    """What was answered about one address; it holds for every work order there."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="dwellings")
    address = models.CharField(max_length=1024)
    is_old = models.BooleanField()
    marked_by = line()
    marked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "address"], name="dwelling_marked_once")
        ]

    def __str__(self) -> str:
        return self.address


def address_of(order: WorkOrder) -> str:
    """Return what a work address is known by: postcode and house number, else all of it.

    '' when the work order has no address that tells two places apart.
    """
    number, code = folded(order.customer_house_number), order.customer_postal_code
    if code.strip() and number:
        return f"{''.join(code.split()).casefold()} {number}"
    street, city = folded(order.customer_street), folded(order.customer_city)
    return f"{street} {number}, {city}" if street and city else ""
