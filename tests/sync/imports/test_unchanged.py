"""Answers that led to nothing are not read again; whatever changed since is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakes.world import CHOICES, World, work_order

LISTS = ["books_relations", "field_relations", "products"]


@pytest.fixture
def still() -> World:
    """A world in which a run found nothing to do, so that the lists of it are remembered."""
    world = World(replace(CHOICES, export_relations=True))
    world.books.fingerprints.on = world.field.fingerprints.on = True
    world.run()
    assert read(world) == LISTS
    return world


def read(world: World) -> list[str]:
    """Return the lists that one more run reads whole."""
    for side in (world.books, world.field):
        side.fingerprints.whole.clear()
    world.later()
    return sorted(world.books.fingerprints.whole + world.field.fingerprints.whole)


def test_the_same_answers_are_not_read_again(still: World) -> None:
    assert read(still) == []
    assert read(still) == []
    assert still.writes() == 0


def test_a_change_in_the_books_arrives_and_is_remembered_only_when_it_is_quiet(
    still: World,
) -> None:
    (key,) = still.books.relations_
    still.books.relations_[key] = replace(still.books.relations_[key], city="Elders")
    assert "books_relations" in read(still)
    assert [relation.city for relation in still.field.relations_.values()] == ["Elders"]
    assert read(still) == LISTS
    assert read(still) == []


def test_a_change_in_the_work_orders_reads_the_books_again_and_travels(still: World) -> None:
    (code,) = still.field.relations_
    still.field.relations_[code] = replace(still.field.relations_[code], phone="0309999999")
    assert read(still) == ["books_relations", "field_relations"]
    assert [relation.phone for relation in still.books.relations_.values()] == ["0309999999"]


def test_books_that_go_back_to_what_was_remembered_are_read(still: World) -> None:
    (key,) = still.books.relations_
    before = still.books.relations_[key]
    still.books.relations_[key] = replace(before, city="Elders")
    read(still)
    still.books.relations_[key] = before
    assert "books_relations" in read(still)
    assert [relation.city for relation in still.field.relations_.values()] == [before.city]


def test_other_choices_and_another_day_read_everything(still: World) -> None:
    still.choices = replace(still.choices, version=still.choices.version + 1)
    assert read(still) == LISTS
    assert read(still) == []
    still.now += timedelta(days=1)
    assert read(still) == LISTS


def test_a_product_that_waits_for_a_person_is_looked_at_every_time(still: World) -> None:
    key = next(iter(still.books.products_))
    still.books.products_[key] = replace(still.books.products_[key], unit="")
    read(still)
    assert read(still) == LISTS
    assert "product_incomplete" in still.items()


def test_a_crash_while_writing_leaves_nothing_remembered(still: World) -> None:
    still.choices = replace(still.choices, export_relations=False)
    read(still)
    assert read(still) == []
    (key,) = still.books.relations_
    before = still.books.relations_[key]
    still.books.relations_[key] = replace(before, city="Elders")
    still.weather.next("put_relations", "crash_after")
    assert still.crash()
    still.books.relations_[key] = before
    assert "books_relations" in read(still)


def test_a_work_order_is_invoiced_although_the_lists_are_the_same(still: World) -> None:
    still.add(work_order())
    report = still.later()
    assert report.counts["invoices"] == 1
