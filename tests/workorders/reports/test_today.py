"""Which work orders need somebody of the office today, counted and as a list."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from bonbrug.workorders.models import Company, Employee, Status
from bonbrug.workorders.reports.today import today_of
from tests.workorders.conftest import MakeOrder
from tests.workorders.pages.conftest import office

__all__ = ["office"]
pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
TODAY, YESTERDAY, TOMORROW = date(2026, 11, 29), date(2026, 11, 28), date(2026, 11, 30)


def counts(company: Company) -> tuple[int, int, int]:
    [found] = today_of([company.organisation_id], TODAY)
    return found.unplanned, found.late, found.done


def test_one_without_a_day_or_without_an_employee_is_not_planned(
    company: Company, make_order: MakeOrder, sanne: Employee
) -> None:
    make_order(Status.READY, employee=sanne, work_date=None)
    make_order(Status.READY, employee=None, work_date=TOMORROW)
    make_order(Status.READY, employee=sanne, work_date=TOMORROW)
    assert counts(company) == (2, 0, 0)


@pytest.mark.parametrize(
    ("first", "last", "late"),
    [
        (YESTERDAY, None, 1),
        (TODAY, None, 0),
        (YESTERDAY, TODAY, 0),
        (date(2026, 11, 26), YESTERDAY, 1),
    ],
)
def test_one_is_late_when_its_last_day_is_past(
    company: Company,
    make_order: MakeOrder,
    sanne: Employee,
    first: date,
    last: date | None,
    late: int,
) -> None:
    make_order(Status.PICKED_UP, employee=sanne, work_date=first, work_end_date=last)
    assert counts(company) == (0, late, 0)


def test_what_is_done_is_neither_late_nor_unplanned(
    company: Company, make_order: MakeOrder
) -> None:
    make_order(Status.COMPLETE, employee=None, work_date=YESTERDAY)
    make_order(Status.SETTLED, employee=None, work_date=YESTERDAY)
    assert counts(company) == (0, 0, 1)


def test_the_archive_and_another_company_do_not_count(
    company: Company, stranger: Company, make_order: MakeOrder
) -> None:
    make_order(Status.READY, employee=None, archived=True)
    assert counts(company) == (0, 0, 0)
    assert [one.company for one in today_of([stranger.organisation_id], TODAY)] == [stranger]


def test_the_list_shows_what_is_not_planned_and_what_is_late(
    office: Client, company: Company, make_order: MakeOrder, sanne: Employee
) -> None:
    unplanned = make_order(Status.READY, employee=None, work_date=None)
    late = make_order(Status.PICKED_UP, employee=sanne, work_date=date(2020, 1, 6))
    make_order(Status.PICKED_UP, employee=sanne, work_date=None)
    page = reverse("workorders:work_orders", args=[company.pk])

    def shown(chosen: str) -> list[int]:
        table = office.get(page, {"planning": chosen}).context["table"]
        return [order.pk for order in table.page]

    assert shown("open") == [unplanned.pk]
    assert shown("laat") == [late.pk]
