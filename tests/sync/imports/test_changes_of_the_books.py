"""A change of the work orders on its way into the books, when the answer does not come."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bonbrug.sync.model.bindings import RELATION
from bonbrug.sync.model.failures import NotAllowedIn, Refused
from bonbrug.sync.model.records import Relation
from bonbrug.sync.model.settings import SyncSettings
from tests.fakes.weather import Crash
from tests.fakes.world import World

BOTH_WAYS = SyncSettings(export_relations=True, version=1)


def with_an_edit(phone: str = "1") -> World:
    world = World(BOTH_WAYS)
    world.run()
    edit(world, phone=phone)
    return world


def edit(world: World, **changes: str) -> None:
    world.field.relations_["TEST1"] = replace(world.field.relations_["TEST1"], **changes)


def edit_in_books(world: World, **changes: str) -> None:
    world.books.relations_["1"] = replace(world.books.relations_["1"], **changes)


def phones(world: World) -> tuple[str, str]:
    return world.books.relations_["1"].phone, world.field.relations_["TEST1"].phone


def told(world: World) -> list[str]:
    return [line.code for line in world.memory.lines]


@pytest.mark.parametrize("event", ["lost_reply", "crash_after"])
def test_a_newer_edit_wins_from_a_change_that_arrived_without_an_answer(event: str) -> None:
    world = with_an_edit("1")
    world.weather.next("change_relation", event)
    try:
        world.later()
    except Crash:
        assert event == "crash_after"
    edit(world, phone="2")
    world.later()
    assert phones(world) == ("2", "2")
    assert told(world) == ["change_unknown"]


def test_a_crash_before_the_change_is_remembered_loses_nothing() -> None:
    world = with_an_edit("1")
    world.weather.next("change_relation", "crash_before")
    assert world.crash()
    edit(world, phone="2")
    world.later()
    assert phones(world) == ("2", "2")


def test_a_change_that_comes_late_over_a_newer_edit_is_told() -> None:
    world = with_an_edit()
    world.weather.next("change_relation", "late")
    world.later()
    edit_in_books(world, city="Elders")
    world.weather.deliver()
    world.later()
    assert told(world) == ["change_unknown"]


def test_an_edit_taken_back_stays_taken_back_when_its_change_comes_late() -> None:
    world = with_an_edit("1")
    world.weather.next("change_relation", "late")
    world.later()
    edit(world, phone="0")
    world.weather.deliver()
    world.later()
    assert phones(world) == ("0", "0")


@pytest.mark.parametrize(
    "event", ["not_sent", Refused("CREL007"), NotAllowedIn("E001.2", field="username")]
)
def test_a_change_that_was_surely_not_made_leaves_no_doubt(
    event: str | Refused | NotAllowedIn,
) -> None:
    world = with_an_edit()
    before = world.memory.bound[RELATION, "test1"]
    world.weather.next("change_relation", event)
    world.later()
    assert world.memory.bound[RELATION, "test1"] == before
    world.later()
    assert phones(world) == ("1", "1")
    assert "change_unknown" not in told(world)


def test_a_doubt_is_told_once() -> None:
    world = with_an_edit()
    world.weather.next("change_relation", "lost_request")
    for _ in range(3):
        world.later()
    assert phones(world) == ("1", "1")
    assert told(world) == ["change_unknown"]


def test_who_stood_still_between_reading_and_writing_looks_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = with_an_edit()
    read = world.books.relation

    def slow(code: str) -> Relation | None:
        found = read(code)
        world.now += timedelta(minutes=2)
        edit_in_books(world, contact="Nieuw")
        monkeypatch.setattr(world.books, "relation", read)
        return found

    monkeypatch.setattr(world.books, "relation", slow)
    world.later()
    assert world.weather.count("change_relation") == 0
    assert told(world) == ["books_moved"]
    world.later()
    assert world.books.relations_["1"].contact == "Nieuw"
    assert phones(world) == ("1", "1")


def test_a_write_that_took_long_may_have_gone_over_an_edit_and_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = with_an_edit()
    write = world.books.change_relation

    def slow(relation: Relation) -> None:
        world.now += timedelta(minutes=2)
        write(relation)

    monkeypatch.setattr(world.books, "change_relation", slow)
    world.later()
    assert phones(world) == ("1", "1")
    assert told(world) == ["change_unknown"]


def test_without_exporting_relations_a_doubt_ends_with_what_the_books_show() -> None:
    world = with_an_edit("1")
    world.weather.next("change_relation", "lost_reply")
    world.later()
    world.choices = replace(BOTH_WAYS, export_relations=False, version=2)
    world.later()
    edit_in_books(world, phone="3")
    world.later()
    assert phones(world) == ("3", "3")


@pytest.mark.parametrize("there", ["", "Nieuw"])
def test_an_edit_after_a_fall_between_both_sides_is_no_conflict(there: str) -> None:
    """Both have what the books changed, also by hand; what waits for the books is still theirs."""
    world = with_an_edit("1")
    edit_in_books(world, contact="Nieuw")
    edit(world, contact=there)
    world.weather.next("relation", "crash_before")
    assert world.crash()
    edit(world, contact="Nieuwer")
    world.later()
    both = (world.books.relations_["1"], world.field.relations_["TEST1"])
    assert [(row.phone, row.contact) for row in both] == [("1", "Nieuwer")] * 2
    assert told(world) == []


def test_a_change_that_may_come_late_stays_expected_when_the_work_orders_get_another() -> None:
    world = with_an_edit("1")
    world.weather.next("change_relation", "late")
    world.later()
    edit(world, phone="2")
    edit_in_books(world, contact="Nieuw")
    world.weather.next("relation", "crash_before")
    assert world.crash()
    world.weather.deliver()
    world.later()
    assert phones(world) == ("2", "2")
    assert "both_changed" not in told(world)
