"""A put whose answer did not come may arrive hours later, over a newer version."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bonbrug.sync.imports import late_writes
from bonbrug.sync.imports.late_writes import LASTS, RELATIONS, LateWrites
from bonbrug.sync.model.settings import SyncSettings
from tests.fakes.world import QUIET, START, World, relation

BOTH_WAYS = SyncSettings(export_relations=True, version=1)
ONE_WAY = SyncSettings(version=1)


def overtaken(choices: SyncSettings, method: str = "put_relations") -> World:
    """A world in which a put got no answer, a newer one did, and then the first one arrives."""
    world = World(choices)
    world.run()
    for turn, event in enumerate(("late", ""), 1):
        change(world, turn)
        world.weather.next(method, event)
        world.later()
    world.weather.deliver()
    return world


def change(world: World, turn: int) -> None:
    world.books.relations_["1"] = relation(phone=f"030 000000{turn}")
    for key, one in world.books.products_.items():
        world.books.products_[key] = replace(one, price=Decimal(40 + turn))


@pytest.mark.parametrize("choices", [BOTH_WAYS, ONE_WAY])
def test_an_old_version_that_arrives_late_is_replaced_by_the_newest(choices: SyncSettings) -> None:
    world = overtaken(choices)
    assert world.field.relations_["TEST1"].phone == "030 0000001"
    world.later()
    assert world.field.relations_["TEST1"].phone == "030 0000002"


def test_an_old_version_that_arrives_late_does_not_travel_to_the_books() -> None:
    world = overtaken(BOTH_WAYS)
    for _ in range(3):
        world.later()
    assert world.books.relations_["1"].phone == "030 0000002"


@pytest.mark.parametrize("method", ["put_materials", "put_hour_types"])
def test_an_old_price_that_arrives_late_is_replaced_by_the_newest(method: str) -> None:
    world = overtaken(ONE_WAY, method)
    assert Decimal(41) in prices(world)
    world.later()
    assert prices(world) == {Decimal(42)}


def prices(world: World) -> set[Decimal]:
    materials = {one.price for one in world.field.materials_.values()}
    return materials | {one.price for one in world.field.hour_types_.values()}


def test_what_was_put_right_is_left_alone() -> None:
    world = overtaken(BOTH_WAYS)
    world.later()
    world.later()
    assert world.writes() == 0


def test_a_change_by_a_person_is_no_late_version_of_ours() -> None:
    world = overtaken(BOTH_WAYS)
    world.later()
    shown = world.field.relations_["TEST1"]
    world.field.relations_["TEST1"] = replace(shown, phone="030 0000009")
    world.later()
    assert world.books.relations_["1"].phone == "030 0000009"


def test_a_version_that_was_certainly_not_sent_is_not_expected() -> None:
    world = World(BOTH_WAYS)
    world.run()
    change(world, 1)
    world.weather.next("put_relations", "not_sent")
    world.later()
    assert not LateWrites(world.memory.state_.late_writes, world.now).expects(RELATIONS)


def test_after_some_hours_it_is_not_expected_any_more() -> None:
    kept = late_writes.sent(RELATIONS, [relation()], START)
    assert LateWrites(kept, START + LASTS - QUIET).expects(RELATIONS)
    over = LateWrites(kept, START + LASTS + timedelta(seconds=1))
    assert not over.expects(RELATIONS)
    assert over.over == kept


def test_a_relation_with_a_mobile_number_only_is_known_as_the_work_orders_show_it() -> None:
    ours, newest = relation(mobile="06 1"), relation(mobile="06 2")
    expected = LateWrites(late_writes.sent(RELATIONS, [ours], START), START)
    shown = {"test1": relation(phone="06 1")}
    work, again = expected.relations(shown, {"test1": newest})
    assert (work["test1"].phone, again) == ("06 2", {"test1"})
    assert expected.relations(shown, {"test1": ours}) == (shown, set())


def test_a_change_by_a_person_that_we_sent_along_is_no_old_version_of_ours() -> None:
    world = World(ONE_WAY)
    world.run()
    shown = world.field.relations_["TEST1"]
    world.field.relations_["TEST1"] = replace(shown, city="Elders")
    change(world, 1)
    world.weather.next("put_relations", "lost_reply")
    world.later()
    world.later()
    after = world.field.relations_["TEST1"]
    assert (after.phone, after.city) == ("030 0000001", "Elders")


def test_where_only_the_work_orders_have_a_value_nothing_goes_again_and_again() -> None:
    sent = relation(phone="06 1")
    expected = LateWrites(late_writes.sent(RELATIONS, [sent], START), START)
    shown = {"test1": sent}
    assert expected.relations(shown, {"test1": relation()}) == (shown, set())


def test_what_the_books_do_not_have_stays_in_the_work_orders() -> None:
    world = World(ONE_WAY)
    world.run()
    shown = world.field.relations_["TEST1"]
    world.field.relations_["TEST1"] = replace(shown, email="jo@example.com")
    for turn, event in enumerate(("late", ""), 1):
        change(world, turn)
        world.weather.next("put_relations", event)
        world.later()
    world.weather.deliver()
    world.later()
    after = world.field.relations_["TEST1"]
    assert (after.phone, after.email) == ("030 0000002", "jo@example.com")
