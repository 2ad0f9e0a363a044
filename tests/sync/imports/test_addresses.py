"""Where street and number were split at another place than today, nothing has changed."""

from dataclasses import replace

import pytest

from bonbrug.sync.matching import is_other_company
from bonbrug.sync.model.records import Relation
from bonbrug.values.party import join_street, split_street
from tests.fakes.world import World, relation
from tests.sync.imports.test_relations import BOTH_WAYS

BEFORE = [
    ("Professor Pieter Willemsstraat 23 B", "03"),
    ("Straatweg 5", "1/2"),
    ("Dorpsstraat 12 t/m", "14"),
    ("Bankastraat 23 - II", ""),
    ("Marktplein 8 boven", ""),
]


def resplit(old: Relation) -> Relation:
    street, number = split_street(join_street(old.street, old.house_number))
    assert (street, number) != (old.street, old.house_number)
    return replace(old, street=street, house_number=number)


@pytest.mark.parametrize(("street", "number"), BEFORE)
def test_a_relation_that_is_split_elsewhere_is_not_written_again(street: str, number: str) -> None:
    world = World(BOTH_WAYS)
    old = relation(street=street, house_number=number)
    world.books.relations_["1"] = old
    world.run()
    world.books.relations_["1"] = resplit(old)
    world.later()
    assert (world.writes(), world.items()) == (0, [])


@pytest.mark.parametrize(("street", "number"), BEFORE)
def test_a_change_of_one_side_is_no_change_of_both(street: str, number: str) -> None:
    world = World(BOTH_WAYS)
    old = relation(street=street, house_number=number)
    world.books.relations_["1"] = old
    world.run()
    world.books.relations_["1"] = resplit(old)
    there = world.field.relations_["TEST1"]
    world.field.relations_["TEST1"] = replace(there, contact="J. de Vries")
    world.later()
    assert world.items() == []
    now = world.books.relations_["1"]
    assert (now.contact, join_street(now.street, now.house_number)) == (
        "J. de Vries",
        join_street(street, number),
    )


@pytest.mark.parametrize("postal_code", ["1234 AB", ""])
@pytest.mark.parametrize(("street", "number"), BEFORE)
def test_one_place_split_in_two_ways_is_one_company(
    street: str, number: str, postal_code: str
) -> None:
    old = relation(street=street, house_number=number, postal_code=postal_code)
    assert not is_other_company(old, replace(resplit(old), name="Dakdekkersbedrijf Noordwind"))
