"""The mark for errors goes off when a work order is settled, by whoever still holds the lease."""

from dataclasses import replace

import pytest

from bonbrug.sync.model.failures import Refused, Unreachable
from bonbrug.sync.model.records import WorkOrder
from bonbrug.sync.ports.memory import TakenOver
from bonbrug.sync.states.jobs import State
from tests.fakes.world import World
from tests.sync.invoicing.one_work_order import world_with_one


def settled_by_hand(world: World) -> WorkOrder:
    """As an error, before the link could settle it."""
    order = replace(world.field.orders_["1"], status="Afgehandeld", work_status="99")
    world.field.orders_["1"] = order
    return order


def invoiced_and_settled_by_hand() -> World:
    world = world_with_one()
    world.weather.next("settle", Unreachable("timeout"))
    world.run()
    settled_by_hand(world)
    return world


def test_it_goes_off_once_the_invoice_is_made() -> None:
    world = invoiced_and_settled_by_hand()
    world.later()
    assert world.field.orders_["1"].work_status == "1"


def test_a_refusal_to_take_it_off_is_told_and_stops_nothing() -> None:
    world = invoiced_and_settled_by_hand()
    world.weather.next("mark", Refused("1500"))
    world.later()
    assert "mark_refused" in [finding.code for finding in world.memory.lines]
    assert world.states() == [State.SETTLED]


def test_who_lost_the_lease_while_it_settled_leaves_it_on(monkeypatch: pytest.MonkeyPatch) -> None:
    world = world_with_one()

    def slowly(row_id: str) -> WorkOrder:
        world.memory.lost = True
        return settled_by_hand(world)

    monkeypatch.setattr(world.field, "settle", slowly)
    with pytest.raises(TakenOver):
        world.run()
    assert world.field.orders_["1"].work_status == "99"
