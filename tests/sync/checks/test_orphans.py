"""Work orders that were settled before this link ever saw them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bonbrug.sync.model.failures import WORK_ORDERS, Unreachable
from bonbrug.sync.model.records import WorkOrder
from bonbrug.sync.states.jobs import State
from tests.fakes.world import CHOICES, START, World, work_order

DAY = timedelta(days=1)


def flown(row_id: str = "7", **fields: Any) -> WorkOrder:
    """A work order that was set to Afgehandeld while nobody looked."""
    return work_order(row_id, status="Afgehandeld", **fields)


def started() -> World:
    world = World()
    world.run()
    return world


def test_what_was_settled_unseen_is_a_question_within_a_day() -> None:
    world = started()
    world.add(flown())
    world.later(DAY)
    world.later()
    assert world.items() == ["settled_without_invoice"]
    assert world.books.invoices_ == {}
    assert world.states() == [State.WITHDRAWN]


def test_a_person_who_starts_the_run_need_not_wait_a_day() -> None:
    world = started()
    world.add(flown())
    world.run(thorough=True)
    world.later()
    assert world.items() == ["settled_without_invoice"]


def test_a_settling_list_whose_answer_was_lost_loses_no_work_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The list of an old Open API sets Afgehandeld what it hands over, and nobody receives it."""
    world = started()
    world.add(work_order("7"))

    def flips_and_breaks(status: str, work_status: str = "") -> list[WorkOrder]:
        world.field.orders_["7"] = flown()
        raise Unreachable("cut", side=WORK_ORDERS)

    with monkeypatch.context() as patch:
        patch.setattr(world.field, "work_orders", flips_and_breaks)
        assert world.later().outcome == "unreachable"
    world.later(DAY)
    world.later()
    assert world.items() == ["settled_without_invoice"]
    assert world.books.invoices_ == {}


def test_it_is_asked_once_and_not_again_the_next_day() -> None:
    world = started()
    world.add(flown())
    world.run(thorough=True)
    world.later()
    world.memory.items.clear()
    for _ in range(3):
        world.later(DAY)
    assert world.items() == []


def test_on_one_day_the_settled_ones_are_listed_once() -> None:
    world = started()
    world.later(DAY)
    assert world.weather.calls.count("work_orders") == 2
    world.later()
    assert world.weather.calls.count("work_orders") == 1


def test_one_that_was_set_back_to_compleet_is_invoiced_after_all() -> None:
    world = started()
    world.add(flown())
    world.run(thorough=True)
    world.add(work_order("7"))
    world.later()
    assert len(world.books.invoices_) == 1
    assert world.items() == []


@pytest.mark.parametrize(
    "order",
    [
        flown(day=START.date() - DAY),
        flown(day=None),
        flown(work_status="0"),
        flown(archived=True),
        flown(number="x" * 300),
    ],
    ids=["before the link", "without a day", "not for the books", "archived", "too long to keep"],
)
def test_others_are_left_alone(order: WorkOrder) -> None:
    world = started()
    world.add(order)
    world.run(thorough=True)
    world.later()
    assert (world.items(), world.states()) == ([], [])


def test_one_that_somebody_invoiced_by_hand_is_no_question() -> None:
    world = started()
    world.add(work_order("1"))
    world.later()
    invoice = next(iter(world.books.invoices_.values()))
    by_hand = replace(invoice.invoice, number="2018900", lines=tuple(
        replace(line, description="zie werkbon WB-00007") for line in invoice.invoice.lines
    ))  # fmt: skip
    world.books.invoices_["2018900"] = replace(invoice, invoice=by_hand)
    world.add(flown())
    world.run(thorough=True)
    world.later()
    assert world.items() == []


def test_what_we_settled_ourselves_is_no_question() -> None:
    world = started()
    world.add(work_order())
    world.later()
    world.later(DAY)
    world.later()
    assert world.items() == []


def test_a_link_without_invoices_does_not_look() -> None:
    world = World(replace(CHOICES, export_invoices=False))
    world.add(flown())
    world.run(thorough=True)
    assert world.states() == []
    assert "work_orders" not in world.weather.calls


def test_a_side_that_cannot_say_is_noted_and_the_books_are_looked_through_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = started()
    real = world.field.work_orders

    def breaks(status: str, work_status: str = "") -> list[WorkOrder]:
        if status == "Afgehandeld":
            raise Unreachable("too_large", side=WORK_ORDERS)
        return real(status, work_status)

    monkeypatch.setattr(world.field, "work_orders", breaks)
    report = world.later(DAY)
    assert report.codes() == ["settled_not_read"]
    assert report.outcome == "done"
    assert world.memory.state_.swept_at == world.now
