"""How much programs ask of an administration: which calls write, and how often they were made."""

from django.db.models import QuerySet, Sum

from bonbrug.books.models import Administration, CallCount

WRITING = frozenset(
    {
        "AddFactuur",
        "AddRelatie",
        "UpdateRelatie",
        "AddMutatie",
        "AddGrootboekrekening",
        "UpdateGrootboekrekening",
    }
)


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


def _counts(administration: Administration) -> "QuerySet[CallCount]":
    return CallCount.objects.filter(administration=administration)
