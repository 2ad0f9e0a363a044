"""How many work orders of each company need somebody of the office today."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from bonbrug.workorders.models import Company, WorkOrder
from bonbrug.workorders.models.planning import DONE, OPEN, UNPLANNED, late


@dataclass(frozen=True, slots=True)
class CompanyToday:
    """How many have no day or no employee, are past their day, or are done and not settled."""

    company: Company
    unplanned: int
    late: int
    done: int


def today_of(organisations: Collection[int], today: date) -> list[CompanyToday]:
    """Return the companies of these organisations, by name; the archive does not count."""
    companies = Company.objects.filter(organisation__in=organisations).order_by("name", "pk")
    counted = _counted(organisations, today)
    return [CompanyToday(one, *counted.get(one.pk, (0, 0, 0))) for one in companies]


def _counted(organisations: Collection[int], today: date) -> dict[int, tuple[int, int, int]]:
    theirs = WorkOrder.objects.filter(company__organisation__in=organisations, archived=False)
    kinds = (UNPLANNED, late(today), DONE)
    counts = {f"count_{at}": Count("pk", filter=kind) for at, kind in enumerate(kinds)}
    rows = theirs.filter(OPEN | DONE).order_by().values("company").annotate(**counts)
    return {company: tuple(found) for company, *found in rows.values_list("company", *counts)}
