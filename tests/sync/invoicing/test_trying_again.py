"""A person says "try again" about a work order that stands at Error."""

from dataclasses import replace

from bonbrug.sync.model.failures import Refused
from bonbrug.sync.states.jobs import State
from tests.fakes.world import CHOICES, World, work_order

BARE = work_order(periods=(), materials=())


def marked(**other: str) -> World:
    """Return a world in which a work order was refused and got Error, and was repaired since."""
    world = World(replace(CHOICES, mark_errors=True))
    world.add(BARE)
    world.run()
    world.add(work_order(work_status="99", **other))
    return world


def try_again(world: World) -> None:
    world.memory.items.clear()
    world.memory.jobs_[1] = replace(world.memory.jobs_[1], refused_fingerprint="", refused_code="")


def test_trying_again_takes_error_off_and_makes_the_invoice() -> None:
    world = marked()
    world.later()
    assert world.books.invoices_ == {}
    try_again(world)
    world.later()
    assert world.states() == [State.SETTLED]
    assert world.field.orders_["1"].work_status == "1"
    assert world.items() == []


def test_trying_again_leaves_error_where_nothing_may_be_sent() -> None:
    world = marked()
    try_again(world)
    world.choices = replace(world.choices, template="")
    world.later()
    assert world.field.orders_["1"].work_status == "99"
    assert world.states() == [State.REFUSED]


def test_trying_again_in_vain_marks_the_error_again() -> None:
    world = marked()
    world.add(replace(BARE, work_status="99"))
    try_again(world)
    world.later()
    assert world.field.orders_["1"].work_status == "99"
    assert world.items() == ["no_lines"]


def test_an_error_that_the_work_orders_do_not_let_us_take_off_is_noted() -> None:
    world = marked()
    try_again(world)
    world.weather.next("mark", Refused("1500"))
    world.later()
    assert world.memory.lines[-1].code == "mark_refused"
    assert world.states() == [State.REFUSED]


def test_a_work_order_with_error_that_is_back_on_a_tablet_keeps_its_item() -> None:
    world = marked(status="Opgehaald")
    world.later()
    assert world.states() == [State.REFUSED]
    assert world.items() == ["no_lines"]
