"""Moving in from another system."""

import json
from typing import Any

import pytest

from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.doors.moving import import_file
from bonbrug.workorders.models import Company, Employee
from tests.workorders.conftest import NOW
from tests.workorders.test_door_orders import posted

pytestmark = pytest.mark.postgres


def chance(length: int) -> bytes:
    return next(_NUMBERS).to_bytes(length, "big")


_NUMBERS = iter(range(1, 1000))


def move(company: Company, *orders: dict[str, Any]) -> tuple[int, int]:
    done = import_file(company, json.dumps(orders).encode(), NOW, chance=chance)
    return done.new, done.changed


def test_work_orders_keep_their_status(company: Company, sanne: Employee) -> None:
    statuses = ["Klaargezet", "opgehaald", "Compleet", "Afgehandeld"]
    orders = [posted(f"OLD-{status}", status=status, EmployeeNr="101") for status in statuses]
    assert move(company, *orders) == (4, 0)
    found = company.work_orders.order_by("pk").values_list("status", flat=True)
    assert list(found) == ["Klaargezet", "Opgehaald", "Compleet", "Afgehandeld"]


def test_moving_twice_makes_nothing_twice(company: Company) -> None:
    orders = [posted("OLD-1", status="Afgehandeld"), posted("OLD-2", status="Compleet")]
    assert move(company, *orders) == (2, 0)
    assert move(company, *orders) == (0, 0)
    assert company.work_orders.count() == 2


def test_an_archived_work_order_stays_archived(company: Company) -> None:
    move(company, posted("OLD-1", status="Afgehandeld", Archived="1", WorkFinished="1"))
    order = company.work_orders.get()
    assert (order.archived, order.finished) == (True, True)


def test_everything_wrong_is_named_and_nothing_is_written(company: Company) -> None:
    orders = [posted("A"), posted("B", status="Weg"), posted("C", EmployeeNr="999")]
    with pytest.raises(Refused) as refusal:
        move(company, *orders)
    problems = refusal.value.facts["problems"]
    assert isinstance(problems, tuple)
    assert [problem.partition(":")[0] for problem in problems] == ["B", "C"]
    assert not company.work_orders.exists()


def test_a_missing_field_refuses_the_file(company: Company) -> None:
    with pytest.raises(Refused) as refusal:
        move(company, posted("A"), posted("B", CustomerName=""))
    assert refusal.value.facts["problems"] == ("Required field missing: CustomerName",)
