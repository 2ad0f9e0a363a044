"""Work orders of our own get short numbers; no two of a company differ by capitals only."""

from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest

from bonbrug.workorders.actions.plan_work import change, order_nr_from, plan, remove
from bonbrug.workorders.actions.records import WorkOrderFields
from bonbrug.workorders.actions.set_up import change_company
from bonbrug.workorders.models import Company, WorkOrder
from tests.workorders.conftest import NOW, Door, MakeOrder
from tests.workorders.test_door_orders import posted
from tests.workorders.test_work import refused

pytestmark = [pytest.mark.postgres, pytest.mark.urls("bonbrug.workorders.doors.urls")]


def made(company: Company, at: datetime = NOW) -> WorkOrder:
    fields = cast(WorkOrderFields, {"customer_name": "Bakkerij", "customer_debtor_number": "1"})
    chance = order_nr_from((company.work_orders.count() + 1000).to_bytes(5, "big"))
    return plan(company, fields, now=at, who="kantoor", order_nr=chance)


def test_they_count_within_the_year_in_which_they_are_made(company: Company) -> None:
    next_year = NOW + timedelta(days=365)
    numbers = [made(company, at).number for at in (NOW, NOW, next_year, NOW)]
    assert numbers == ["W26-0001", "W26-0002", "W27-0001", "W26-0003"]


def test_the_year_begins_at_midnight_in_the_netherlands(company: Company) -> None:
    before = datetime(2026, 12, 31, 22, 59, tzinfo=UTC)
    after = before + timedelta(minutes=1)
    assert [made(company, at).number for at in (before, after)] == ["W26-0001", "W27-0001"]


def test_they_can_go_on_through_the_years(company: Company) -> None:
    change_company(company, numbers_per_year=False, number_prefix="B-")
    numbers = [made(company, at).number for at in (NOW, NOW + timedelta(days=400))]
    assert numbers == ["B-0001", "B-0002"]


def test_more_than_the_digits_hold_go_on(company: Company) -> None:
    company.number_series.create(year=2026, following=9999)
    assert [made(company).number for _ in range(2)] == ["W26-9999", "W26-10000"]


def test_each_company_counts_for_itself(company: Company, stranger: Company) -> None:
    assert (made(company).number, made(stranger).number) == ("W26-0001", "W26-0001")


def test_a_number_that_was_removed_is_not_used_again(company: Company) -> None:
    remove(made(company))
    assert made(company).number == "W26-0002"


def test_a_number_of_another_package_is_passed_by_whatever_its_capitals(
    door: Door, company: Company
) -> None:
    posts = [posted("w26-0001"), posted(" W26-0002 "), posted("ERP-1")]
    assert door.post("PostWorkorders", posts)["code"] == 200
    assert made(company).number == "W26-0003"
    names = set(company.work_orders.values_list("number", flat=True))
    assert {"w26-0001", "ERP-1"} <= names


def test_a_posted_number_that_differs_by_capitals_only_is_refused(
    door: Door, company: Company
) -> None:
    made(company)
    answer = door.post("PostWorkorders", [posted("ERP-1"), posted("w26-0001")])
    assert answer["code"] == 1504
    assert "W26-0001" in answer["messages"][0]
    assert company.work_orders.count() == 1


def test_two_numbers_in_one_post_that_differ_by_capitals_only_are_refused(
    door: Door, company: Company
) -> None:
    answer = door.post("PostWorkorders", [posted("ERP-a"), posted("ERP-A")])
    assert (answer["code"], len(answer["messages"])) == (1504, 1)
    assert "ERP-A differs from ERP-a" in answer["messages"][0]
    assert not company.work_orders.exists()


def test_a_number_is_not_changed_to_one_that_is_alike(make_order: MakeOrder) -> None:
    make_order(number="ERP-1")
    other = make_order()
    change_to: Any = {"number": "erp-1"}
    assert refused(lambda: change(other, change_to, now=NOW, who="x")) == "number_in_use"
    change_to = {"number": "ERP-2"}
    assert change(other, change_to, now=NOW, who="x").number_key == "erp-2"
