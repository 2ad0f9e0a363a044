"""Count the calls of programs per calendar month."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F

from bonbrug.books.models import Administration, CallCount


def count_call(administration: Administration, operation: str, today: date) -> int:
    """Add one call; return how many there are this month, this one included."""
    month = today.replace(day=1)
    row = {"administration": administration, "month": month, "operation": operation}
    with transaction.atomic():
        if not _add_one(row):
            _first(row)
        return CallCount.objects.values_list("calls", flat=True).get(**row)


def _add_one(row: dict[str, object]) -> int:
    return CallCount.objects.filter(**row).update(calls=F("calls") + 1)


def _first(row: dict[str, object]) -> None:
    try:
        with transaction.atomic():
            CallCount.objects.create(**row, calls=1)
    except IntegrityError:
        _add_one(row)
