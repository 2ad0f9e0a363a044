"""Agreements and employees are asked for when a work order is drafted, and not before."""

from dataclasses import replace
from decimal import Decimal

from bonbrug.sync.model.agreements import CustomerAgreement
from bonbrug.sync.states.jobs import State
from tests.fakes.world import CHOICES, World, product, work_order

HALF = CustomerAgreement(discount=Decimal(50))


def test_an_agreement_holds_for_its_customer_only() -> None:
    world = World()
    world.memory.rows.agreed["test1"] = HALF
    world.memory.rows.agreed["test2"] = CustomerAgreement(call_out="BUIS")
    world.add(work_order())
    world.run()
    lines = world.books.invoices_["2018001"].invoice.lines
    assert [line.price for line in lines] == [Decimal("25.0000"), Decimal("2.2750")]


def test_a_call_out_that_was_agreed_is_on_the_invoice() -> None:
    world = World()
    world.books.products_["p-VOOR"] = product("VOOR", "Stuk", "35.00")
    world.memory.rows.agreed["test1"] = CustomerAgreement(call_out="VOOR")
    world.add(work_order())
    world.run()
    lines = world.books.invoices_["2018001"].invoice.lines
    assert ("VOOR", Decimal("35.00")) in [(line.code, line.price) for line in lines]


def test_a_trial_run_shows_what_was_agreed() -> None:
    world = World(replace(CHOICES, zero_invoices=False))
    world.memory.rows.agreed["test1"] = CustomerAgreement(discount=Decimal(100))
    world.add(work_order())
    assert "total_zero" in world.run(dry_run=True).codes()


def test_a_yes_does_not_hold_once_something_else_is_agreed() -> None:
    world = World()
    world.add(work_order(rounding_minutes=60))
    world.run()
    world.approve()
    world.memory.rows.agreed["test1"] = HALF
    world.later()
    assert world.items() == ["rounding_unclear"]


def test_names_are_asked_for_once_and_only_when_they_are_wanted() -> None:
    world = World(replace(CHOICES, line_names=True))
    hours = replace(work_order().periods[0], employee="1")
    world.add(*(work_order(row, periods=(hours,)) for row in "12"))
    world.run()
    texts = [kept.invoice.lines[0].description for kept in world.books.invoices_.values()]
    assert all(text.startswith("Artikel UUR\nJo Voorbeeld\n") for text in texts)
    assert world.weather.count("employees") == 1


def test_without_names_no_employee_is_asked_for() -> None:
    world = World()
    world.add(work_order())
    world.run()
    assert world.weather.count("employees") == 0
    assert world.states() == [State.SETTLED]


def test_a_total_of_nothing_that_a_person_settled_asks_nothing_more() -> None:
    world = World(replace(CHOICES, zero_invoices=False))
    world.memory.rows.agreed["test1"] = CustomerAgreement(discount=Decimal(100))
    world.add(work_order())
    world.run()
    assert world.items() == ["total_zero"]
    world.add(work_order(status="Afgehandeld"))
    world.later()
    assert (world.items(), world.states()) == (["total_zero"], [State.WITHDRAWN])
