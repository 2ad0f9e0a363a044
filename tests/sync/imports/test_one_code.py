"""One rule for when two codes are the same, and a question when the companies are not."""

from dataclasses import replace
from typing import Any

import pytest

from bonbrug.sync.model.records import Relation
from bonbrug.sync.states.jobs import State
from tests.fakes.world import CHOICES, World, relation, work_order

BOTH_WAYS = replace(CHOICES, export_relations=True)
STRANGER: dict[str, Any] = {
    "name": "Dakdekkersbedrijf Noordwind", "street": "Kade", "house_number": "3",
    "postal_code": "9999 ZZ", "city": "Elders", "phone": "020-5550000",
}  # fmt: skip


def linked() -> World:
    """TEST2 stands on both sides, and both agree."""
    world = World(BOTH_WAYS)
    world.books.relations_["2"] = relation("TEST2", "2")
    world.run()
    return world


def there(world: World, code: str) -> Relation:
    return world.field.relations_[code]


@pytest.mark.parametrize("code", ["test2", "Test2", " TEST2 "])
def test_another_company_under_a_code_in_other_capitals_is_asked_about(code: str) -> None:
    world = linked()
    before = world.books.relations_["2"]
    world.field.relations_[code] = relation(code, "", **STRANGER)
    world.later()
    assert world.items() == ["code_twice_there"]
    assert world.books.relations_["2"] == before
    assert there(world, "TEST2").name == before.name
    assert there(world, code).name == STRANGER["name"]


def test_the_question_goes_when_the_code_is_another_one() -> None:
    world = linked()
    world.field.relations_["test2"] = relation("test2", "", **STRANGER)
    world.later()
    world.field.relations_["TEST3"] = relation("TEST3", "", **STRANGER)
    del world.field.relations_["test2"]
    world.later()
    assert world.items() == []


def test_no_invoice_goes_to_the_company_whose_code_differs_in_capitals() -> None:
    world = linked()
    world.add(work_order(customer=relation("test2", "", **STRANGER)))
    world.later()
    assert world.items() == ["relation_other_company"]
    assert world.books.invoices_ == {}


def test_one_work_order_that_fits_does_not_vouch_for_the_next() -> None:
    world = linked()
    world.add(
        work_order("1", customer=relation("TEST2", "")),
        work_order("2", customer=relation("test2", "", **STRANGER)),
    )
    world.later()
    assert world.states() == [State.SETTLED, State.REFUSED]


def test_a_person_may_say_that_it_is_this_customer_all_the_same() -> None:
    world = linked()
    world.add(work_order(customer=relation("TEST2", "", **STRANGER)))
    world.later()
    world.approve()
    world.later()
    assert world.states() == [State.SETTLED]


def test_a_linked_customer_that_became_another_company_there_is_asked_about() -> None:
    world = linked()
    before = world.books.relations_["2"]
    world.field.relations_["TEST2"] = relation("TEST2", "", **STRANGER)
    world.later()
    assert world.items() == ["relation_exchanged"]
    assert world.books.relations_["2"] == before
    assert there(world, "TEST2").name == STRANGER["name"]


@pytest.mark.parametrize("one", ["name", "address"])
def test_a_customer_that_only_moved_or_only_took_another_name_travels(one: str) -> None:
    world = linked()
    names = {"name"} if one == "name" else STRANGER.keys() - {"name"}
    changed = {name: STRANGER[name] for name in names}
    world.field.relations_["TEST2"] = replace(there(world, "TEST2"), **changed)
    world.later()
    assert world.items() == []
    after = world.books.relations_["2"]
    assert all(getattr(after, name) == value for name, value in changed.items())


def test_at_first_sight_another_company_under_the_code_is_not_written_over() -> None:
    world = World(BOTH_WAYS)
    world.books.relations_["2"] = relation("TEST2", "2")
    world.field.relations_["TEST2"] = relation("TEST2", "", **STRANGER)
    world.run()
    assert world.items() == ["relation_exchanged"]
    assert there(world, "TEST2").name == STRANGER["name"]
