"""What every FieldService must do: in memory, the Open API on our work orders, a third one."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bonbrug.sync.model.capabilities import Statuses
from bonbrug.sync.model.failures import Refused
from bonbrug.sync.model.records import HourType, Material, Reading
from bonbrug.sync.ports.field_service import FieldService
from tests.fakes.field_service import FakeFieldService
from tests.fakes.world import relation, work_order
from tests.third_pair.monteur import Monteur, MonteurGateway


@pytest.fixture
def in_memory() -> tuple[FieldService, list[str]]:
    """A company with a work order for the link and one that is not, with their row ids."""
    field = FakeFieldService()
    field.orders_ = {"1": work_order(), "2": work_order("2", work_status="0")}
    return field, ["1", "2"]


@pytest.fixture
def of_third_pair(in_memory: tuple[FieldService, list[str]]) -> tuple[FieldService, list[str]]:
    """The same company at a service with other words."""
    return MonteurGateway(Monteur(in_memory[0])), in_memory[1]


SOCKET = pytest.param("over_openapi", marks=pytest.mark.django_db(transaction=True))


@pytest.fixture(params=["in_memory", "of_third_pair", SOCKET])
def company(request: pytest.FixtureRequest) -> tuple[FieldService, list[str]]:
    made: tuple[FieldService, list[str]] = request.getfixturevalue(request.param)
    return made


@pytest.fixture
def field(company: tuple[FieldService, list[str]]) -> FieldService:
    return company[0]


@pytest.fixture
def words(field: FieldService) -> Statuses:
    return field.capabilities.statuses


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


def test_work_statuses_are_added_to_those_there(field: FieldService, words: Statuses) -> None:
    field.put_work_statuses({words.to_export: "Naar de boeken"})
    field.put_work_statuses({words.error: "Error"})
    assert field.work_statuses() == {words.to_export: "Naar de boeken", words.error: "Error"}


def test_the_work_statuses_that_the_link_makes_are_taken(
    field: FieldService, words: Statuses
) -> None:
    assert {words.to_export, words.error} <= words.made.keys()
    field.put_work_statuses(dict(words.made))
    assert field.work_statuses() == words.made


def test_each_word_for_a_status_means_something_else(field: FieldService, words: Statuses) -> None:
    assert len({words.complete, words.settled, words.every}) == 3
    assert len(field.work_orders(words.every)) == 2
    assert len(field.work_orders(words.complete)) == 2
    assert field.work_orders(words.settled, words.to_export) == []


def test_what_a_relation_needs_is_refused_when_it_is_empty(field: FieldService) -> None:
    for name in field.capabilities.relation_needs:
        with pytest.raises(Refused):
            field.put_relations([replace(relation("A", ""), **{name: ""})])
    assert field.relations().rows == ()


def test_the_longest_texts_that_fit_are_taken_whole(field: FieldService) -> None:
    able = field.capabilities
    long = relation("A", "", name="n" * able.line, remark="é" * able.page)
    assert field.put_relations([long]) == 1
    (there,) = field.relations().rows
    assert (there.name, there.remark) == (long.name, long.remark)


def test_listing_and_reading_change_nothing(field: FieldService, row: str, words: Statuses) -> None:
    for _ in range(2):
        assert [one.row_id for one in field.work_orders(words.complete, words.to_export)] == [row]
        order = field.work_order(row)
        assert order
        assert order.status == words.complete


def test_settling_takes_the_work_order_off_the_list_and_may_be_repeated(
    field: FieldService, row: str, words: Statuses
) -> None:
    for _ in range(2):
        order = field.settle(row)
        assert order
        assert order.row_id == row
    assert field.work_orders(words.complete, words.to_export) == []


def test_what_does_not_exist_is_none(field: FieldService) -> None:
    assert field.work_order("77") is None
    assert field.settle("77") is None


def test_a_mark_is_the_work_status(field: FieldService, row: str, words: Statuses) -> None:
    field.put_work_statuses({words.error: "Error"})
    field.mark(row, words.error)
    order = field.work_order(row)
    assert order
    assert order.work_status == words.error


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
