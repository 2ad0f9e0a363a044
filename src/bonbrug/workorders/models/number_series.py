"""The numbers that a company gives to the work orders that it makes itself."""

from django.db import models

from bonbrug.values.quantity import folded
from bonbrug.workorders.models.company import Company


class NumberSeries(models.Model):
    """The next number of one year; `year` is 0 for numbers that go on through the years."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="number_series")
    year = models.PositiveSmallIntegerField()
    following = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "year"], name="one_series_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.following}"


def number_key(number: str) -> str:
    """Return what no two work orders of a company share: capitals and spaces do not count."""
    return folded(number)
