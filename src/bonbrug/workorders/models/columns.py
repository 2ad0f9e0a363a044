"""Kinds of columns that several tables share (lengths: docs/wire/werkbonapp.md §4)."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Field, Model

LINE = 255
SHORT = 55
PLACES = 6
DIGITS = 15  # what SQLite keeps exactly
PERCENT_PLACES = 4  # of a discount, in the column and where it is typed


def line(length: int = LINE, **options: Any) -> "models.CharField[str, str]":
    """Return a text of one line that may be empty."""
    return models.CharField(max_length=length, blank=True, default="", **options)


def page() -> "models.TextField[str, str]":
    """Return a text of many lines that may be empty."""
    return models.TextField(blank=True, default="")


def percentage() -> "models.DecimalField[Decimal, Decimal]":
    """Return a discount of 0 to 100."""
    return models.DecimalField(max_digits=7, decimal_places=PERCENT_PLACES, default=Decimal(0))


def columns_of(model: type[Model]) -> "dict[str, Field[Any, Any]]":
    """Return the columns of a table by name."""
    return {column.name: column for column in model._meta.concrete_fields}  # noqa: SLF001 - public in Django


class Brought(models.Model):
    """A record that a person made, or that an outside package brought through the door."""

    source = line(20)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_from_eboekhouden(self) -> bool:
        return self.source == "eboekhouden"
