"""An invoice of another amount that quotes our tag is not ours, whenever it is looked for."""

from dataclasses import replace
from decimal import Decimal

from bonbrug.sync.marker import tag_of
from bonbrug.sync.states.jobs import State
from tests.fakes.world import World
from tests.sync.desk import BY_HAND, DOUBTFUL, LINE, MARKER, Desk, invoiced
from tests.sync.invoicing.one_work_order import world_with_one

QUOTES = f"Hoort bij {tag_of(MARKER)}, zie de bijlage"
QUOTED = replace(
    BY_HAND, number="2018500", lines=(replace(LINE, description=QUOTES, price=Decimal(10)),)
)


def number(world: World) -> str:
    (job,) = world.memory.jobs_.values()
    assert (job.state, world.items()) == (State.SETTLED, [])
    return job.invoice_number


def test_before_the_first_send_of_it() -> None:
    world = world_with_one()
    world.books.write(QUOTED)
    world.run()
    assert number(world) == "2018501"


def test_before_it_goes_after_a_send_that_certainly_did_not_leave() -> None:
    world = world_with_one()
    world.weather.next("send_invoice", "not_sent")
    world.run()
    world.books.write(QUOTED)
    world.later()
    assert number(world) == "2018001"


def test_after_a_send_of_unknown_outcome() -> None:
    desk = Desk(DOUBTFUL)
    desk.books.write(QUOTED)
    desk.look()
    assert (desk.job, desk.told) == (invoiced(), [])


def test_of_the_same_amount_it_is_ours() -> None:
    desk = Desk(DOUBTFUL)
    desk.books.write(replace(QUOTED, lines=(replace(LINE, description=QUOTES),)))
    desk.look()
    assert desk.job == invoiced("2018500")
