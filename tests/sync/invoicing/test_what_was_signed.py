"""What the customer signed for and what was worked or counted need not be the same."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from bonbrug.sync.model.records import MaterialLine, WorkOrder, WorkPeriod
from bonbrug.sync.model.settings import OrderRounding
from bonbrug.sync.states.jobs import State
from tests.fakes.world import CHOICES, START, World, product, work_order

PIPE = MaterialLine("BUIS", "Koperen buis", "Stuk", Decimal(2), Decimal("4.55"))
MINIMUM = replace(CHOICES, bill_minimum=True)


def lines(world: World) -> list[tuple[str, Decimal]]:
    made = world.books.invoices_["2018001"].invoice
    return [(line.code, line.quantity) for line in made.lines]


def minimum(hours: str, **other: Any) -> WorkOrder:
    """Ninety minutes of work under this minimum."""
    return work_order(minimum_hours=Decimal(hours), **other)


@pytest.mark.parametrize("signed", ["8.19", "9.12", "91.00"])
def test_an_amount_that_is_not_quantity_times_price_is_asked_before_an_invoice(signed: str) -> None:
    world = World()
    world.add(work_order(materials=(replace(PIPE, total=Decimal(signed)),)))
    report = world.run()
    assert world.items() == ["signed_total_differs"]
    assert world.books.invoices_ == {}
    (found,) = report.findings
    told = [Decimal(str(found.facts[name])) for name in ("ours", "theirs")]
    assert told == [Decimal("9.10"), Decimal(signed)]


@pytest.mark.parametrize("signed", [None, "0", "9.10", "9.11", "9.09"])
def test_the_same_amount_to_the_cent_or_none_at_all_is_invoiced(signed: str | None) -> None:
    world = World()
    total = None if signed is None else Decimal(signed)
    world.add(work_order(materials=(replace(PIPE, total=total),)))
    world.run()
    assert (world.states(), world.items()) == ([State.SETTLED], [])


def test_after_the_correction_it_goes_by_itself() -> None:
    world = World()
    world.add(work_order(materials=(replace(PIPE, total=Decimal("8.19")),)))
    world.run()
    discounted = replace(PIPE, price=Decimal("4.095"), total=Decimal("8.19"))
    world.add(work_order(materials=(discounted,)))
    world.later()
    assert (world.states(), world.items()) == ([State.SETTLED], [])


def test_six_times_ten_minutes_are_one_hour() -> None:
    world = World()
    ten = WorkPeriod(START.date(), 10, "UUR")
    world.add(work_order(periods=(ten,) * 6, materials=()))
    world.run()
    (line,) = world.books.invoices_["2018001"].invoice.lines
    assert (line.code, line.quantity) == ("UUR", Decimal(1))


def test_hour_types_stay_apart_on_the_invoice() -> None:
    world = World()
    world.books.products_["p-REIS"] = product("REIS", "Uur")
    ten, trip = WorkPeriod(START.date(), 10, "UUR"), WorkPeriod(START.date(), 15, "REIS")
    world.add(work_order(periods=(ten, trip, ten), materials=()))
    world.run()
    assert [code for code, _ in lines(world)] == ["UUR", "REIS"]


def test_minimum_hours_are_a_line_of_their_own_when_that_was_chosen() -> None:
    world = World(MINIMUM)
    world.add(minimum("2"))
    world.run()
    assert lines(world) == [("UUR", Decimal("1.5")), ("UUR", Decimal("0.5")), ("BUIS", Decimal(2))]
    made = world.books.invoices_["2018001"].invoice
    assert "aanvulling tot het minimum" in made.lines[1].description


def test_rounded_hours_and_the_minimum_make_exactly_the_minimum() -> None:
    world = World(MINIMUM)
    third = WorkPeriod(START.date(), 20, "UUR")
    world.add(minimum("2", periods=(third, third, third)))
    world.run()
    assert sum(quantity for code, quantity in lines(world) if code == "UUR") == 2


def test_without_that_choice_the_minimum_is_said_and_not_charged() -> None:
    world = World()
    world.add(minimum("2"))
    assert "minimum_not_charged" in world.run().codes()
    assert lines(world)[0] == ("UUR", Decimal("1.5"))
    assert world.states() == [State.SETTLED]


@pytest.mark.parametrize("hours", ["0", "1", "1.50"])
def test_who_worked_longer_than_the_minimum_is_charged_as_worked(hours: str) -> None:
    world = World(MINIMUM)
    world.add(minimum(hours))
    report = world.run()
    assert "minimum_not_charged" not in report.codes()
    assert len(lines(world)) == 2


def test_a_minimum_without_any_hours_is_only_said() -> None:
    world = World(MINIMUM)
    world.add(minimum("2", periods=()))
    assert "minimum_not_charged" in world.run().codes()
    assert lines(world) == [("BUIS", Decimal(2))]


def test_the_line_that_makes_up_the_minimum_may_not_be_one_too_many() -> None:
    world = World(MINIMUM)
    world.add(minimum("2", materials=(PIPE,) * 99))
    world.run()
    assert world.items() == ["too_many_lines"]


@pytest.mark.parametrize(("step", "said"), [(0, False), (15, False), (30, False), (60, True)])
def test_rounding_that_was_agreed_is_said(step: int, said: bool) -> None:
    world = World(replace(CHOICES, order_rounding=OrderRounding.NOTE))
    world.add(work_order(rounding_minutes=step))
    assert ("rounding_not_used" in world.run().codes()) is said
    assert lines(world)[0] == ("UUR", Decimal("1.5"))


def test_rounding_on_a_work_order_is_asked_about_while_nobody_said_which_way() -> None:
    world = World()
    world.add(work_order(rounding_minutes=60))
    world.run()
    assert world.items() == ["rounding_unclear"]
    world.approve()
    world.later()
    assert lines(world)[0] == ("UUR", Decimal("1.5"))


@pytest.mark.parametrize(("way", "hours"), [("up", "2"), ("nearest", "1")])
def test_rounding_on_a_work_order_is_followed_once_it_is_known_which_way(
    way: str, hours: str
) -> None:
    world = World(replace(CHOICES, order_rounding=OrderRounding(way)))
    worked = WorkPeriod(START.date(), 70, "UUR", employee="1")
    world.add(work_order(periods=(worked,), rounding_minutes=60))
    assert "hours_billed" in world.run().codes()
    assert lines(world)[0] == ("UUR", Decimal(hours))


def dearer(world: World, price: str) -> None:
    """Raise the price of an hour in the books; a day later it is in the work orders too."""
    world.books.products_["p-UUR"] = product("UUR", "Uur", price)
    world.later(timedelta(days=1))


def test_an_hour_that_cost_something_else_on_the_day_of_the_work_is_asked_about() -> None:
    world = World()
    world.run()
    dearer(world, "55.00")
    world.add(work_order())
    (found,) = [one for one in world.later().findings if one.code == "hour_price_changed"]
    told = (Decimal(str(found.facts["theirs"])), found.facts["date"])
    assert told == (Decimal(50), "2018-09-20")
    assert world.items() == ["hour_price_changed"]
    world.approve()
    world.later()
    assert world.books.invoices_["2018001"].invoice.lines[0].price == Decimal(55)


def test_work_of_after_the_change_is_charged_without_a_word() -> None:
    world = World()
    world.run()
    dearer(world, "55.00")
    today = START.date() + timedelta(days=1)
    world.add(work_order(day=today, periods=(WorkPeriod(today, 90, "UUR"),)))
    assert "hour_price_changed" not in world.later().codes()


def test_another_change_of_the_product_does_not_forget_the_price_before() -> None:
    world = World()
    world.run()
    dearer(world, "55.00")
    world.books.products_["p-UUR"] = product("UUR", "Uur", "55.00", description="Uurloon")
    world.later(timedelta(days=1))
    world.add(work_order())
    assert "hour_price_changed" in world.later().codes()


def test_a_price_that_went_back_is_no_difference() -> None:
    world = World()
    world.run()
    dearer(world, "55.00")
    dearer(world, "50.00")
    world.add(work_order())
    assert "hour_price_changed" not in world.later().codes()
