"""Reading: what changed since, whoever changed it, and what is gone."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bonbrug.workorders.actions.plan_work import change, choose_employee
from bonbrug.workorders.models import Company, Employee, Status, WorkOrder
from tests.workorders.conftest import NOW, MakeOrder
from tests.workorders.tablet.conftest import HOURS, PIPE, App

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
AddLines = Callable[[WorkOrder, int], None]


def ours(asked: CaptureQueriesContext) -> int:
    """Count the questions about work orders; the guard of the tables asks when it wants to."""
    return sum("workorders_" in one["sql"] for one in asked.captured_queries)


def test_only_what_changed_is_told_again(app: App, job: WorkOrder, make_order: MakeOrder) -> None:
    other = make_order(employee=app.employee)
    first = app.read()
    assert {one["id"] for one in first["orders"]} == {job.pk, other.pk}
    assert (first["full"], first["lists"]["hour_types"]) == (
        True, [{"code": "MONT", "name": "Montage"}],
    )  # fmt: skip
    nothing = app.read(first["cursor"])
    assert (nothing["orders"], nothing["gone"], nothing["lists"]) == ([], [], None)
    change(other, {"description": "Kraan"}, now=NOW, who="kantoor")
    again = app.read(nothing["cursor"])
    assert [one["values"]["description"] for one in again["orders"]] == ["Kraan"]


def test_what_is_changed_past_every_action_is_told_too(app: App, job: WorkOrder) -> None:
    cursor = app.read()["cursor"]
    WorkOrder.objects.filter(pk=job.pk).update(customer_phone="0307654321")
    [order] = app.read(cursor)["orders"]
    assert order["customer"]["phone"] == "0307654321"


def test_what_was_given_away_or_sent_is_gone(
    app: App, job: WorkOrder, joris: Employee, make_order: MakeOrder
) -> None:
    other = make_order(Status.PICKED_UP, app.employee)
    cursor = app.read()["cursor"]
    choose_employee(job, joris, now=NOW, who="kantoor")
    WorkOrder.objects.filter(pk=other.pk).update(status=Status.COMPLETE)
    read = app.read(cursor)
    assert (read["orders"], read["gone"]) == ([], [job.pk, other.pk])
    assert app.read(read["cursor"])["gone"] == []


def test_it_comes_in_pages_of_25(app: App, make_order: MakeOrder) -> None:
    made = {make_order(employee=app.employee).pk for _ in range(60)}
    pages: list[Any] = []
    cursor = ""
    while not pages or pages[-1]["more"]:
        pages.append(app.read(cursor))
        cursor = pages[-1]["cursor"]
    assert [len(page["orders"]) for page in pages] == [25, 25, 10]
    assert {one["id"] for page in pages for one in page["orders"]} == made


def test_nothing_of_anybody_else_is_told(
    app: App, make_order: MakeOrder, joris: Employee, stranger: Company
) -> None:
    make_order(employee=joris)
    make_order()
    assert app.read()["orders"] == []


def test_a_cursor_that_is_not_ours_is_refused(app: App) -> None:
    for cursor in ("x", "AAAA", "é", "_" * 4000):
        answer = app.client.get("/werkbonnen/tablet/v1/work", {"since": cursor})
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor")


def test_materials_are_those_that_the_employee_used(
    app: App, job: WorkOrder, company: Company
) -> None:
    for code in ("BUIS", "BOCHT"):
        company.materials.create(code=code, description=code.title(), price=Decimal(2))
    job.materials.create(code="BUIS", name="Buis", quantity=1)
    assert [one["code"] for one in app.read()["lists"]["materials"]] == ["BUIS"]


def test_reading_costs_the_same_with_many_work_orders(
    app: App, job: WorkOrder, make_order: MakeOrder
) -> None:
    app.do("hours_added", job, values=HOURS)
    with CaptureQueriesContext(connection) as few:
        app.read()
    for _ in range(20):
        order = make_order(Status.PICKED_UP, app.employee)
        order.periods.create(total_minutes=60)
        order.materials.create(name="Buis", quantity=1)
    with CaptureQueriesContext(connection) as many:
        app.read()
    assert ours(many) == ours(few)


@pytest.mark.parametrize("kind", ["hours_added", "material_typed"])
def test_an_operation_costs_the_same_whatever_is_in_the_archive(
    app: App, job: WorkOrder, make_order: MakeOrder, kind: str
) -> None:
    values = {"hours_added": {**HOURS, "work_date": "2026-02-10"}, "material_typed": PIPE}[kind]
    app.do(kind, job, values=values, sure=False)
    later = {**values, "begin": "10:00", "end": "11:00"} if "begin" in values else values
    with CaptureQueriesContext(connection) as few:
        app.do(kind, job, values=later)
    for _ in range(15):
        old = make_order(Status.SETTLED, app.employee, work_status="")
        old.periods.create(total_minutes=60, employee_number="101", work_date="2026-01-11")
        old.materials.create(name="Buis", quantity=1)
        app.do("hours_added", old, values=HOURS)
    last = {**values, "begin": "12:00", "end": "13:00"} if "begin" in values else values
    with CaptureQueriesContext(connection) as many:
        app.do(kind, job, values=last)
    assert ours(many) == ours(few)
