"""Mijn week: the hours of the employee at the tablet, day by day."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from bonbrug.ui import query_parameters
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.workorders.models import Employee
from bonbrug.workorders.pages.tablet.authentication import show
from bonbrug.workorders.reports.week import DAYS, week_of


def week(request: HttpRequest, employee: Employee) -> HttpResponse:
    """Show this week, or the one in which the day ``week`` of the address falls."""
    today = accounting_day(system_clock())
    found = week_of(employee, query_parameters.day(request, "week") or today)
    return show(
        request,
        employee,
        "week",
        day=today,
        week=found,
        before=found.first - timedelta(days=DAYS),
        after=found.first + timedelta(days=DAYS) if found.last < today else None,
    )
