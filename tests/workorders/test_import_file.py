"""Moving in from another system."""

import json
from typing import Any

import pytest
from django.utils import translation

from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.doors.import_file import import_file
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
    starts = [problem.partition(":")[0] for problem in problems]
    assert starts == ["work order B", "work order C"]
    assert not company.work_orders.exists()


def test_a_missing_field_refuses_the_file(company: Company) -> None:
    with pytest.raises(Refused) as refusal:
        move(company, posted("A"), posted("B", CustomerName=""))
    assert refusal.value.facts["problems"] == ("work order B, CustomerName: missing",)


def problems_of(company: Company, *orders: dict[str, Any]) -> tuple[str, ...]:
    with pytest.raises(Refused) as refusal:
        move(company, *orders)
    problems = refusal.value.facts["problems"]
    assert isinstance(problems, tuple)
    return problems


LINE = {"MaterialCode": "K", "MaterialName": "Kit", "MaterialNr": "1", "MaterialPrice": "2,50"}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (
            {"Materials": [LINE, {**LINE, "MaterialPrice": "1.250,00"}]},
            'work order B, Materials line 2, MaterialPrice "1.250,00": not a number',
        ),
        ({"WorkDate": "31-02-2026"}, 'work order B, WorkDate "31-02-2026": not a day that exists'),
        ({"Materials": LINE}, "work order B, Materials: not a list"),
        ({"Materials": ["kit"]}, "work order B, Materials line 1: not an object"),
        (
            {"Materials": [{**LINE, "MaterialNr": "0"}]},
            "work order B: material, line 1: The quantity of Kit is zero. Fill in a quantity.",
        ),
        (
            {"CustomerName": "x" * 300},
            f'work order B, CustomerName "{"x" * 40}…": longer than 255',
        ),
    ],
)
def test_a_wrong_value_is_named_with_its_work_order_and_line_in_one_language(
    company: Company, wrong: dict[str, Any], told: str
) -> None:
    assert problems_of(company, posted("A"), posted("B", **wrong), posted("C")) == (told,)


def test_a_finished_work_order_with_other_hours_is_named(company: Company) -> None:
    move(company, posted("A", status="Afgehandeld"))
    shift = {"WorkDate": "12-01-2026", "BeginTime": "8:00", "EndTime": "9:00", "TotalTime": "1:00"}
    (told,) = problems_of(company, posted("A", status="Afgehandeld", Workperiods=[shift]))
    assert told.startswith("work order A: It is Settled here")


def test_a_status_that_is_further_than_the_one_here_is_not_dropped(
    company: Company, sanne: Employee
) -> None:
    move(company, posted("A", status="Opgehaald", EmployeeNr="101"))
    (told,) = problems_of(company, posted("A", status="Compleet", EmployeeNr="101"))
    assert told.startswith("work order A: It is Picked up here")


@pytest.mark.parametrize("file", [b"", b"\xff\xfe", b"[", b"[1]", b"3"])
def test_a_file_that_is_no_list_is_said_in_a_sentence(company: Company, file: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        import_file(company, file, NOW, chance=chance)
    with translation.override("en"):
        assert "JSON list of work orders" in str(refusal.value)


def test_what_is_not_kept_is_remarked(company: Company) -> None:
    orders = [posted("A", Attachments=[{"File": "https://bon.example/1.pdf"}], Colour="red")]
    done = import_file(company, json.dumps(orders).encode(), NOW, chance=chance)
    assert done.remarks == ("Field not stored: Attachments", "Field not stored: Colour")


def test_control_characters_do_not_come_in(company: Company) -> None:
    move(company, posted("A\x0b1", Materials=[{**LINE, "MaterialName": "Kit\x0b wit\x1f"}]))
    order = company.work_orders.get()
    assert (order.number, order.materials.get().name) == ("A1", "Kit wit")
