"""A work order that is offered again after its invoice: what is asked, and what is shown."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bonbrug.sync.fingerprints import work_order_fingerprint
from bonbrug.sync.model.agreements import Collect
from bonbrug.sync.model.findings import asked
from bonbrug.sync.model.records import WorkOrder
from tests.fakes.world import World, work_order
from tests.sync.invoicing.one_work_order import world_with_one
from tests.sync.invoicing.test_collecting import jobs, month_ends, two
from tests.sync.invoicing.test_steps import between


def with_pipes(row_id: str, count: int) -> WorkOrder:
    pipes = replace(work_order().materials[0], quantity=Decimal(count))
    return work_order(row_id, materials=(pipes,))


def invoiced() -> World:
    world = world_with_one()
    world.run()
    return world


def collected() -> World:
    """Two work orders on one invoice."""
    world = two(Collect.MONTHLY)
    month_ends(world)
    return world


def test_it_is_asked_about_with_the_invoice_that_it_has() -> None:
    world = invoiced()
    world.add(with_pipes("1", 3))
    world.later()
    item = asked("reopened", "WB-00001", "1", invoice="2018001")
    assert world.memory.items == {("reopened", "WB-00001"): item}


def test_offered_once_more_with_the_same_on_it_it_is_asked_about_again() -> None:
    world = invoiced()
    world.add(with_pipes("1", 3))
    world.later()
    world.add(replace(with_pipes("1", 3), status="Afgehandeld"))
    world.later()
    assert world.items() == []
    world.add(with_pipes("1", 3))
    world.later()
    assert world.items() == ["reopened"]


def test_what_is_shown_of_it_is_what_was_on_it_when_it_was_asked_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world, offered = collected(), with_pipes("2", 3)
    world.add(offered)
    between(world, with_pipes("2", 4), monkeypatch)
    world.later()
    ((content, proposed),) = world.memory.rows.proposals.values()
    assert content == jobs(world)[1].reopened_fingerprint == work_order_fingerprint(offered)
    assert [line.quantity for line in proposed.lines if line.code == "BUIS"] == [2, 3]


def test_nothing_is_shown_when_none_of_its_invoice_could_be_invoiced_by_now() -> None:
    world = collected()
    del world.field.orders_["1"]
    world.add(work_order("2", periods=(), materials=()))
    world.later()
    assert (world.items(), world.memory.rows.proposals) == (["reopened"], {})
