"""How much programs ask of an administration: which calls write, and how often they were made."""

from datetime import date

from django.db.models import QuerySet, Sum

from bonbrug.books.models import Administration, CallCount

WRITING = frozenset({"AddFactuur", "AddRelatie", "UpdateRelatie"})


def calls(administration: Administration) -> dict[str, int]:
    """Return how often each operation was called, since the beginning."""
    return dict(
        _counts(administration)
        .values("operation")
        .annotate(total=Sum("calls"))
        .values_list("operation", "total")
    )


def writes(administration: Administration) -> int:
    """Return how many calls that write came in, since the beginning, refused ones included."""
    made = calls(administration)
    return sum(made.get(operation, 0) for operation in WRITING)


def calls_in(administration: Administration, operation: str, day: date) -> int:
    """Return how often one operation was called in the month of that day."""
    row = _counts(administration).filter(operation=operation, month=day.replace(day=1)).first()
    return row.calls if row else 0


def _counts(administration: Administration) -> "QuerySet[CallCount]":
    return CallCount.objects.filter(administration=administration)
