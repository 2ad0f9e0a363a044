"""A customer that a person had erased: the books may say what they like, nothing of it travels."""

from dataclasses import replace

import pytest

from bonbrug.sync.model.bindings import ERASED, RELATION
from bonbrug.sync.model.settings import SyncSettings
from tests.fakes.world import CHOICES, World, relation, work_order


def with_erased(choices: SyncSettings = CHOICES) -> World:
    """Return a world in which TEST1 was known, and was erased on our side and there."""
    world = World(choices)
    world.run()
    bound = world.memory.bound[RELATION, "test1"]
    world.memory.bound[RELATION, "test1"] = replace(bound, base={}, fingerprint="", sent_as=ERASED)
    world.field.relations_.clear()
    return world


@pytest.mark.parametrize("both_ways", [False, True])
@pytest.mark.parametrize("thorough", [False, True])
def test_it_does_not_come_back_by_itself(both_ways: bool, thorough: bool) -> None:
    world = with_erased(replace(CHOICES, export_relations=both_ways))
    world.run(thorough=thorough)
    world.books.relations_["1"] = relation(name="Een nieuwe naam", phone="0302309872")
    world.run(thorough=thorough)
    assert world.field.relations_ == {}
    assert world.items() == []
    bound = world.memory.bound[RELATION, "test1"]
    assert (bound.base, bound.sent_as) == ({}, ERASED)


def test_what_the_work_orders_still_hold_does_not_travel_to_the_books() -> None:
    world = with_erased(replace(CHOICES, export_relations=True))
    world.field.relations_["TEST1"] = relation(remote_id="", phone="0302309872")
    before = dict(world.books.relations_)
    world.run(thorough=True)
    assert world.books.relations_ == before
    assert world.memory.bound[RELATION, "test1"].base == {}


def test_others_go_on() -> None:
    world = with_erased()
    world.books.relations_["2"] = relation("TEST2", "2")
    world.run()
    assert list(world.field.relations_) == ["TEST2"]


def test_a_work_order_of_it_waits_for_a_person() -> None:
    world = with_erased()
    world.add(work_order())
    world.run()
    world.later()
    assert world.items() == ["customer_erased"]
    assert world.books.invoices_ == {}


def test_a_work_order_is_invoiced_once_the_customer_is_back() -> None:
    world = with_erased()
    world.add(work_order())
    world.run()
    del world.memory.bound[RELATION, "test1"]
    world.later()
    world.later()
    assert len(world.books.invoices_) == 1
    assert world.items() == []
