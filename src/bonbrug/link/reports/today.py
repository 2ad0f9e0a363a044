"""How many questions of each link wait for an answer."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from bonbrug.link.models import Connection


@dataclass(frozen=True, slots=True)
class LinkToday:
    """One link, and how many items stand at *To do*."""

    connection: Connection
    questions: int


def today_of(organisations: Collection[int]) -> list[LinkToday]:
    """Return the living links of these organisations, by name."""
    living = Connection.objects.filter(organisation__in=organisations, deleted_at=None)
    waiting = Count("items", filter=Q(items__closed_at=None))
    rows = living.annotate(waiting=waiting).order_by("name", "pk")
    return [LinkToday(row, row.waiting) for row in rows]
