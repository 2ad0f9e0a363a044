"""What every FieldService must do: the one in memory, and the Open API on our work orders."""

from decimal import Decimal

import pytest

from bonbrug.sync.model.failures import Refused
from bonbrug.sync.model.records import HourType, Material, Reading
from bonbrug.sync.ports.field_service import FieldService
from tests.fakes.field_service import FakeFieldService
from tests.fakes.world import relation, work_order


@pytest.fixture
def in_memory() -> tuple[FieldService, list[str]]:
    """A company with a work order for the link and one that is not, with their row ids."""
    field = FakeFieldService()
    field.orders_ = {"1": work_order(), "2": work_order("2", work_status="0")}
    return field, ["1", "2"]


SOCKET = pytest.param("over_openapi", marks=pytest.mark.django_db(transaction=True))


@pytest.fixture(params=["in_memory", SOCKET])
def company(request: pytest.FixtureRequest) -> tuple[FieldService, list[str]]:
    made: tuple[FieldService, list[str]] = request.getfixturevalue(request.param)
    return made


@pytest.fixture
def field(company: tuple[FieldService, list[str]]) -> FieldService:
    return company[0]


@pytest.fixture
def row(company: tuple[FieldService, list[str]]) -> str:
    """The work order that is for the link."""
    return company[1][0]


def test_putting_a_relation_twice_changes_it(field: FieldService) -> None:
    assert field.put_relations([relation("A", "")]) == 1
    assert field.put_relations([relation("A", "", city="Elders")]) == 1
    assert [row.city for row in field.relations().rows] == ["Elders"]


def test_one_bad_relation_refuses_its_whole_batch(field: FieldService) -> None:
    with pytest.raises(Refused):
        field.put_relations([relation("A", ""), relation("B", "", city="")])
    assert field.relations().rows == ()


def test_materials_and_hour_types_are_kept(field: FieldService) -> None:
    pipe = Material("BUIS", "Buis", "Stuk", Decimal("4.55"), "HOOG_VERK_21", "8000")
    assert field.put_materials([pipe]) == 1
    assert field.put_hour_types([HourType("UUR", "Uren", Decimal(50))]) == 1
    assert field.materials().rows == (pipe,)
    assert [row.code for row in field.hour_types().rows] == ["UUR"]


def test_work_statuses_are_added_to_those_there(field: FieldService) -> None:
    field.put_work_statuses({"1": "Naar e-Boekhouden"})
    field.put_work_statuses({"99": "Error"})
    assert field.work_statuses() == {"1": "Naar e-Boekhouden", "99": "Error"}


def test_listing_and_reading_change_nothing(field: FieldService, row: str) -> None:
    for _ in range(2):
        assert [one.row_id for one in field.work_orders("Compleet", "1")] == [row]
        order = field.work_order(row)
        assert order
        assert order.status == "Compleet"


def test_settling_takes_the_work_order_off_the_list_and_may_be_repeated(
    field: FieldService, row: str
) -> None:
    for _ in range(2):
        order = field.settle(row)
        assert order
        assert order.row_id == row
    assert field.work_orders("Compleet", "1") == []


def test_what_does_not_exist_is_none(field: FieldService) -> None:
    assert field.work_order("77") is None
    assert field.settle("77") is None


def test_a_mark_is_the_work_status(field: FieldService, row: str) -> None:
    field.put_work_statuses({"99": "Error"})
    field.mark(row, "99")
    order = field.work_order(row)
    assert order
    assert order.work_status == "99"


@pytest.mark.django_db(transaction=True)
def test_relations_that_did_not_change_are_known_by_their_print(
    over_openapi: tuple[FieldService, list[str]],
) -> None:
    field, _ = over_openapi
    field.put_relations([relation()])
    first = field.relations()
    assert field.relations(first.fingerprint) == Reading((), fingerprint=first.fingerprint)
    field.put_relations([relation(city="Elders")])
    after = field.relations(first.fingerprint)
    assert [row.city for row in after.rows] == ["Elders"]
