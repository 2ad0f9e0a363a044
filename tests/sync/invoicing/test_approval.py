"""A person's yes to a doubtful work order: bound to what was shown, and sent as it was shown."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest

from bonbrug.sync.model.failures import Refused
from bonbrug.sync.model.records import Invoice, WorkOrder, WorkPeriod
from bonbrug.sync.states import person_transitions
from bonbrug.sync.states.jobs import State
from bonbrug.sync.states.person_transitions import Pair
from tests.fakes.world import CHOICES, START, World, relation, work_order

SHIFT = WorkPeriod(START.date(), 60, "UUR", employee="101", begin=time(9), end=time(10))


def doubtful() -> WorkOrder:
    return work_order(periods=(SHIFT, SHIFT))


def world_that_asks() -> World:
    world = World()
    world.add(doubtful())
    world.run()
    assert world.items() == ["hours_twice"]
    return world


def proposed(world: World) -> Invoice:
    ((circumstances, invoice),) = world.memory.rows.proposals.values()
    (job,) = world.memory.jobs_.values()
    assert circumstances == job.refused_fingerprint
    return invoice


def decide(world: World, decision: Callable[[Pair], Pair]) -> None:
    """Press a button; the page closes the item with it."""
    (job,) = world.memory.jobs_.values()
    assert world.memory.decide(job.id, decision)
    world.memory.items.clear()


def test_what_waits_is_the_whole_invoice_without_a_number() -> None:
    invoice = proposed(world_that_asks())
    assert invoice.number == ""
    assert invoice.lines[0].quantity == Decimal(2)
    assert invoice.lines[0].description.endswith(invoice.booking_text)


def test_what_is_asked_about_is_kept_as_it_is_by_then() -> None:
    world = world_that_asks()
    add_a_line(world)
    world.later()
    assert world.memory.rows.inbox == {1: world.field.orders_["1"]}


def test_no_invoice_waits_for_a_yes_that_nobody_can_give() -> None:
    world = World(replace(CHOICES, import_relations=False))
    world.add(work_order(customer=relation("NIEUW", "")))
    world.run()
    assert world.items() == ["unknown_relation"]
    assert world.memory.rows.proposals == {}


def test_what_was_approved_is_sent_but_for_its_number_and_its_day() -> None:
    world = world_that_asks()
    shown = proposed(world)
    decide(world, person_transitions.approve)
    world.later()
    (intent,) = world.memory.intents.values()
    assert replace(intent.invoice, number="", day=shown.day) == shown
    assert world.states() == [State.SETTLED]


def add_a_line(world: World) -> None:
    world.field.orders_["1"] = work_order(periods=(SHIFT, SHIFT, replace(SHIFT, minutes=61)))


def raise_a_price(world: World) -> None:
    for key, product in world.books.products_.items():
        world.books.products_[key] = replace(product, price=product.price + 1)


def move_the_customer(world: World) -> None:
    for key, customer in world.books.relations_.items():
        world.books.relations_[key] = replace(customer, city="Nieuwstad")


def change_the_settings(world: World) -> None:
    world.choices = replace(world.choices, term_days=30, version=world.choices.version + 1)


@pytest.mark.parametrize(
    "change", [add_a_line, raise_a_price, move_the_customer, change_the_settings]
)
def test_a_yes_holds_for_what_was_shown_only(change: Callable[[World], None]) -> None:
    world = world_that_asks()
    decide(world, person_transitions.approve)
    change(world)
    world.later()
    assert world.books.invoices_ == {}
    assert "hours_twice" in world.items()
    proposed(world)


def test_a_declined_work_order_is_neither_invoiced_nor_asked_about() -> None:
    world = world_that_asks()
    decide(world, person_transitions.decline)
    for _ in range(3):
        world.later()
    assert (world.states(), world.items()) == ([State.DECLINED], [])
    assert world.books.invoices_ == {}
    assert world.field.orders_["1"].status == "Compleet"


def test_a_declined_work_order_is_judged_again_once_something_else_is_on_it() -> None:
    world = world_that_asks()
    decide(world, person_transitions.decline)
    world.later()
    world.field.orders_["1"] = work_order(periods=(SHIFT,))
    world.later()
    assert world.states() == [State.SETTLED]
    assert len(world.books.invoices_) == 1


def test_one_that_changed_before_it_was_declined_is_not_judged_again() -> None:
    world = world_that_asks()
    add_a_line(world)
    world.later()
    decide(world, person_transitions.decline)
    world.later()
    assert (world.states(), world.items()) == ([State.DECLINED], [])


def test_a_declined_work_order_may_be_settled_by_hand_without_a_question() -> None:
    world = world_that_asks()
    decide(world, person_transitions.decline)
    world.field.orders_["1"] = replace(doubtful(), status="Afgehandeld")
    for _ in range(2):
        world.later()
    assert (world.states(), world.items()) == ([State.DECLINED], [])


def test_a_declined_work_order_that_is_chosen_after_all_is_asked_about_again() -> None:
    world = world_that_asks()
    decide(world, person_transitions.decline)
    world.later()
    decide(world, person_transitions.reconsider)
    world.later()
    assert (world.states(), world.items()) == ([State.REFUSED], ["hours_twice"])
    decide(world, person_transitions.approve)
    world.later()
    assert world.states() == [State.SETTLED]


def test_what_was_approved_and_the_books_refuse_is_not_sent_again_by_itself() -> None:
    world = world_that_asks()
    decide(world, person_transitions.approve)
    world.weather.next("send_invoice", Refused("CFACT042"))
    world.later()
    assert world.items() == ["books_refused"]
    world.later()
    assert world.weather.count("send_invoice") == 0
    decide(world, person_transitions.retry)
    world.later()
    assert world.states() == [State.SETTLED]
