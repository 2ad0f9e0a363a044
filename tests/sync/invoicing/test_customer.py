"""A customer is one customer, however its code is written on the work order."""

from dataclasses import replace

import pytest

from bonbrug.sync.model.records import WorkOrder
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.states.jobs import State
from tests.fakes.world import CHOICES, World, relation, work_order

ADDING = replace(CHOICES, export_relations=True)
NO_IMPORT = replace(ADDING, import_relations=False, import_materials=False, import_hour_types=False)


def written(code: str, row_id: str = "1") -> WorkOrder:
    customer = replace(relation(), code=code, remote_id="")
    return work_order(row_id, customer=customer)


@pytest.mark.parametrize("choices", [CHOICES, ADDING, NO_IMPORT])
def test_a_code_in_another_case_is_the_code_of_the_books(choices: SyncSettings) -> None:
    world = World(choices)
    world.add(written("test1"), written("TEST1", "2"))
    world.run()
    assert [row.code for row in world.books.relations_.values()] == ["TEST1"]
    assert {kept.invoice.relation_code for kept in world.books.invoices_.values()} == {"TEST1"}
    assert world.states() == [State.SETTLED, State.SETTLED]
    assert world.items() == []


def test_a_relation_that_cannot_be_bound_is_found_in_another_case_too() -> None:
    world = World(ADDING)
    world.books.relations_["1"] = relation(city="")
    world.add(written("Test1"))
    world.run()
    assert list(world.books.relations_) == ["1"]
    assert world.states() == [State.SETTLED]


def test_of_two_codes_that_differ_in_case_the_bound_one_is_used() -> None:
    world = World(ADDING)
    world.run()
    world.books.relations_["9"] = relation("test1", "9")
    world.add(written("test1"))
    world.later()
    (kept,) = world.books.invoices_.values()
    assert kept.invoice.relation_code == "TEST1"


def test_an_invoice_made_before_is_found_under_the_code_of_the_books() -> None:
    world = World(ADDING)
    world.add(written("test1"))
    world.run()
    world.memory.jobs_.clear()
    world.memory.intents.clear()
    world.add(written("test1"))
    report = world.later()
    assert "adopted" in report.codes()
    assert len(world.books.invoices_) == 1


def test_the_same_code_of_another_company_is_asked_about_in_any_case() -> None:
    world = World(NO_IMPORT)
    stranger = replace(relation(), code="test1", name="Heel ander bedrijf", postal_code="9999 ZZ")
    world.add(work_order(customer=stranger))
    world.run()
    assert world.items() == ["relation_other_company"]
    assert list(world.books.relations_) == ["1"]
