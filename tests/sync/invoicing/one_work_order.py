"""A world with one work order, and how it ends well."""

from bonbrug.sync.states.jobs import State
from tests.fakes.world import World, work_order


def world_with_one() -> World:
    world = World()
    world.add(work_order())
    return world


def assert_one_and_settled(world: World) -> None:
    assert len(world.books.invoices_) == 1
    assert world.field.orders_["1"].status == "Afgehandeld"
    assert world.states() == [State.SETTLED]
    assert world.items() == []


def converge(world: World, cycles: int = 4) -> None:
    for _ in range(cycles):
        world.weather.deliver()
        world.later()
