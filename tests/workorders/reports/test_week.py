"""The week of a fitter: the hours they wrote, day by day, and nobody else's."""

from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.workorders.models import Company, Employee, Status, WorkOrder
from bonbrug.workorders.reports.week import week_of
from tests.workorders.conftest import MakeOrder
from tests.workorders.pages.conftest import tablet

__all__ = ["tablet"]
pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)


def wrote(order: WorkOrder, day: date, minutes: int, number: str = "101", hour: int = 8) -> None:
    order.periods.create(
        work_date=day, total_minutes=minutes, employee_number=number, begin=time(hour)
    )


@pytest.fixture
def job(make_order: MakeOrder, sanne: Employee) -> WorkOrder:
    return make_order(Status.PICKED_UP, sanne, customer_name="Bakkerij")


@pytest.mark.parametrize("day", [MONDAY, date(2026, 11, 26), SUNDAY])
def test_a_week_goes_from_monday_to_sunday(sanne: Employee, day: date) -> None:
    week = week_of(sanne, day)
    assert (week.first, week.last, len(week.days)) == (MONDAY, SUNDAY, 7)


def test_minutes_add_up_per_day_and_over_the_week(job: WorkOrder, sanne: Employee) -> None:
    wrote(job, MONDAY, 90)
    wrote(job, MONDAY, 30, hour=13)
    wrote(job, SUNDAY, 60)
    week = week_of(sanne, MONDAY)
    assert (week.of(MONDAY), week.of(SUNDAY), week.minutes) == (120, 60, 180)


def test_the_hours_of_another_week_colleague_or_company_do_not_count(
    job: WorkOrder, sanne: Employee, stranger: Company
) -> None:
    wrote(job, MONDAY - timedelta(days=1), 60)
    wrote(job, SUNDAY + timedelta(days=1), 60)
    wrote(job, MONDAY, 60, number="102")
    WorkOrder.objects.filter(pk=job.pk).update(company=stranger)
    wrote(job, MONDAY, 60)
    assert week_of(sanne, MONDAY).minutes == 0


def test_what_was_sent_or_put_away_stays_in_the_week(job: WorkOrder, sanne: Employee) -> None:
    wrote(job, MONDAY, 60)
    WorkOrder.objects.filter(pk=job.pk).update(status=Status.SETTLED, archived=True)
    assert week_of(sanne, MONDAY).minutes == 60


def test_today_shows_what_was_written_today_and_this_week(tablet: Client, job: WorkOrder) -> None:
    wrote(job, accounting_day(system_clock()), 75)
    page = tablet.get(reverse("workorders:today")).content.decode()
    assert page.count("<strong>1:15</strong>") == 2


def test_the_page_names_the_customer_and_leads_to_the_week_before(
    tablet: Client, job: WorkOrder
) -> None:
    wrote(job, MONDAY, 75)
    page = tablet.get(reverse("workorders:tablet_week"), {"week": "2026-11-25"}).content.decode()
    assert "Bakkerij" in page
    assert 'href="?week=2026-11-16"' in page


def test_a_week_to_come_is_not_led_to(tablet: Client) -> None:
    answer = tablet.get(reverse("workorders:tablet_week"))
    assert answer.context["after"] is None


@pytest.mark.parametrize("day", ["gisteren", "2026-02-30", "0001-01-01"])
def test_a_day_that_does_not_exist_is_said(tablet: Client, day: str) -> None:
    assert tablet.get(reverse("workorders:tablet_week"), {"week": day}).status_code == 422
