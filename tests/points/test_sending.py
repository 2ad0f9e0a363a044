"""Points of sending and of Afgehandeld that the tests of the engine leave open."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from bonbrug.sync.model.records import WorkOrder
from bonbrug.sync.states.jobs import State
from tests.fakes.world import World, work_order

NEW_YEARS_EVE = datetime(2018, 12, 31, 22, 55, tzinfo=UTC)


def with_order() -> World:
    world = World()
    world.add(work_order())
    return world


def test_new_years_eve_between_two_attempts_changes_neither_date_nor_number() -> None:
    world = with_order()
    world.now = NEW_YEARS_EVE
    world.weather.next("send_invoice", "lost_request")
    world.run()
    (frozen,) = [intent.invoice for intent in world.memory.intents.values()]
    world.later(timedelta(minutes=20))
    assert world.context.today.year == 2019
    (kept,) = world.books.invoices_.values()
    assert kept.invoice == frozen
    assert (kept.invoice.number, kept.invoice.day.isoformat()) == ("2018001", "2018-12-31")


def test_a_number_that_may_still_arrive_is_named_to_a_person_and_the_next_one_is_used() -> None:
    world = with_order()
    world.weather.next("send_invoice", *["lost_request"] * 4)
    world.run()
    for _ in range(3):
        world.later()
    world.add(work_order("2"))
    world.later()
    assert list(world.books.invoices_) == ["2018002"]
    asked = world.memory.items["outcome_unknown", "WB-00001"]
    assert asked.facts["invoice"] == "2018001"


def test_an_acknowledgement_that_answers_about_another_work_order_settles_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = with_order()
    settle = world.field.settle
    asked_for: list[str] = []

    def another(row_id: str) -> WorkOrder | None:
        asked_for.append(row_id)
        return work_order("9")

    monkeypatch.setattr(world.field, "settle", another)
    world.run()
    assert asked_for == ["1"]
    assert world.states() == [State.INVOICED]
    assert world.items() == ["wrong_row"]
    monkeypatch.setattr(world.field, "settle", settle)
    world.later()
    assert world.states() == [State.SETTLED]
    assert len(world.books.invoices_) == 1


def test_an_amount_of_the_books_that_is_a_cent_off_is_shown_with_both_amounts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = with_order()
    look = world.books.invoice

    def a_cent_off(number: str) -> object:
        found = look(number)
        return replace(found, gross=found.gross + Decimal("0.01")) if found else None

    monkeypatch.setattr(world.books, "invoice", a_cent_off)
    world.run()
    facts = world.memory.items["totals_differ", "WB-00001"].facts
    assert (facts["ours_gross"], facts["books_gross"]) == ("101.76", "101.77")
    assert len(world.books.invoices_) == 1
