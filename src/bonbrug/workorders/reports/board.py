"""The work orders of some days, what has to be planned still, and what is wrong with the plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from bonbrug.workorders.models import Company, WorkOrder
from bonbrug.workorders.models.planning import INACTIVE, OPEN, UNPLANNED, late
from bonbrug.workorders.reports.job import Job

MOST, MOST_APART, MOST_PEOPLE = 4_000, 12, 100
# A work order is wide, signature and all; a card shows little of it.
_COLUMNS = tuple(Job.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Person:
    """An employee as a row of the board names them."""

    pk: int
    name: str
    active: bool


@dataclass(frozen=True, slots=True)
class Board:
    """What a page of the board shows; the same work gives the same text of this.

    `jobs` fall on its days, at most `MOST` (`too_many` when there are more). `apart` has no day, or
    nobody and another day. The numbers count the whole company: `apart_count` what stands apart,
    `late` what is open past its day, `inactive` what is open for somebody who left.
    """

    jobs: Sequence[Job]
    too_many: bool
    people: Sequence[Person]
    people_count: int
    apart: Sequence[Job]
    apart_count: int
    late: int
    inactive: int


def board_of(company: Company, first: date, last: date, today: date) -> Board:
    """Return the board of these days; the archive is left out, and costs nothing."""
    apart = UNPLANNED & (Q(work_date=None) | Q(work_date__lt=first) | Q(work_date__gt=last))
    counted = _counted(company, apart, today)
    jobs = [Job(*row) for row in _between(company, first, last)[: MOST + 1]]
    waiting = company.work_orders.filter(apart, archived=False).order_by("work_date", "pk")
    people = _people(company, jobs)
    return Board(
        jobs=jobs[:MOST],
        too_many=len(jobs) > MOST,
        people=people[:MOST_PEOPLE],
        people_count=len(people),
        apart=[Job(*row) for row in waiting.values_list(*_COLUMNS)[:MOST_APART]],
        **counted,
    )


def _between(company: Company, first: date, last: date) -> QuerySet[WorkOrder, Any]:
    """Return what begins on these days, and what began before and goes on."""
    orders = company.work_orders.filter(archived=False).order_by()
    begins = orders.filter(work_date__range=(first, last))
    # Written so that a database finds these by their last day: before these days lies all history.
    began = Coalesce("work_date", "work_end_date")
    goes_on = orders.alias(began=began).filter(work_end_date__gte=first, began__lt=first)
    both = begins.values_list(*_COLUMNS).union(goes_on.values_list(*_COLUMNS), all=True)
    return both.order_by("work_date", "work_time", "pk")


def _people(company: Company, jobs: Sequence[Job]) -> list[Person]:
    """Return who is active, and who is not but has work here, by name."""
    busy = {job.employee for job in jobs if job.employee is not None}
    everybody = company.employees.order_by("first_name", "last_name", "pk")
    shown = (one for one in everybody if one.active or one.pk in busy)
    return [Person(one.pk, one.name, one.active) for one in shown]


def _counted(company: Company, apart: Q, today: date) -> dict[str, Any]:
    theirs = company.work_orders.filter(OPEN, archived=False).order_by()
    return theirs.aggregate(
        apart_count=Count("pk", filter=apart),
        late=Count("pk", filter=late(today)),
        inactive=Count("pk", filter=INACTIVE),
    )
