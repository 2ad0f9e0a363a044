"""How many work orders of each company need somebody of the office today."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from bonbrug.workorders.models import Company, TabletOperation, WorkOrder
from bonbrug.workorders.models.planning import DONE, OPEN, UNPLANNED, late


@dataclass(frozen=True, slots=True)
class CompanyToday:
    """How many have no day or no employee, are past their day, or are done and not settled.

    `sent` counts what tablets sent and waits for a decision.
    """

    company: Company
    unplanned: int
    late: int
    done: int
    sent: int


def today_of(organisations: Collection[int], today: date) -> list[CompanyToday]:
    """Return the companies of these organisations, by name; the archive does not count."""
    companies = Company.objects.filter(organisation__in=organisations).order_by("name", "pk")
    counted = _counted(organisations, today)
    sent = _sent(organisations)
    return [
        CompanyToday(one, *[*counted.get(one.pk, [0, 0, 0]), sent.get(one.pk, 0)])
        for one in companies
    ]


def _sent(organisations: Collection[int]) -> dict[int, int]:
    waiting = TabletOperation.objects.filter(company__organisation__in=organisations, waits=True)
    return dict(waiting.order_by().values_list("company").annotate(Count("pk")))


def _counted(organisations: Collection[int], today: date) -> dict[int, list[int]]:
    theirs = WorkOrder.objects.filter(company__organisation__in=organisations, archived=False)
    rows = theirs.filter(OPEN | DONE).order_by().values("company")
    counted: Iterable[Any] = rows.annotate(
        unplanned=Count("pk", filter=UNPLANNED),
        late=Count("pk", filter=late(today)),
        done=Count("pk", filter=DONE),
    ).values_list("company", "unplanned", "late", "done")
    return {company: numbers for company, *numbers in counted}
