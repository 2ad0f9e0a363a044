"""What people change meanwhile: an invoice by hand, a number used again, another template."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from bonbrug.sync.model.failures import Refused, Unreachable
from bonbrug.sync.states import person_transitions
from bonbrug.sync.states.jobs import State
from bonbrug.sync.states.person_transitions import Pair
from tests.fakes.world import World, work_order
from tests.sync.invoicing.one_work_order import assert_one_and_settled, converge, world_with_one


def test_an_unknown_invoice_is_not_sent_again_when_a_person_made_one_meanwhile() -> None:
    world = world_with_one()
    world.weather.next("send_invoice", "lost_request")
    world.run()
    (intent,) = world.memory.intents.values()
    line = replace(intent.invoice.lines[0], description="Werk volgens werkbon WB-00001")
    world.books.write(replace(intent.invoice, number="2018050", lines=(line,)))
    converge(world)
    assert list(world.books.invoices_) == ["2018050"]
    assert world.memory.items["foreign_invoice", "WB-00001"].facts == {"invoice": "2018050"}
    assert world.states() == [State.INTENDED]


def test_an_unknown_invoice_is_sent_again_once_the_one_by_hand_is_gone() -> None:
    world = world_with_one()
    world.weather.next("send_invoice", "lost_request")
    world.run()
    (intent,) = world.memory.intents.values()
    line = replace(intent.invoice.lines[0], description="Werk volgens werkbon WB-00001")
    world.books.write(replace(intent.invoice, number="2018050", lines=(line,)))
    world.later()
    world.books.invoices_.clear()
    (intent,) = world.memory.intents.values()
    world.memory.intents[1] = replace(intent, attempts=1, looked_at=None)
    world.later()
    assert_one_and_settled(world)


def test_a_number_given_to_another_invoice_before_we_looked_settles_nothing() -> None:
    world = world_with_one()
    world.weather.next("invoice", Unreachable("timeout"))
    world.run()
    kept = world.books.invoices_["2018001"]
    line = replace(kept.invoice.lines[0], description="Met de hand")
    other = replace(kept.invoice, lines=(line,))
    world.books.invoices_["2018001"] = replace(kept, invoice=other)
    converge(world)
    assert world.field.orders_["1"].status == "Compleet"
    assert world.items() == ["invoice_not_found"]


@pytest.mark.parametrize("event", ["lost_request", "not_sent"])
def test_an_invoice_frozen_with_an_old_template_is_made_anew_and_stops_nobody(event: str) -> None:
    world = world_with_one()
    world.weather.next("send_invoice", event)
    world.run()
    world.books.templates_ = ["Nieuw"]
    world.choices = replace(world.choices, template="Nieuw", version=2)
    world.add(work_order("2"))
    world.later()
    assert world.items() == []
    world.later()
    assert sorted(world.books.invoices_) == ["2018001", "2018002"]
    assert world.states() == [State.SETTLED, State.SETTLED]


def test_an_old_template_in_a_doubtful_invoice_still_keeps_its_number() -> None:
    world = world_with_one()
    world.weather.next("send_invoice", "late")
    world.run()
    world.books.templates_ = ["Test", "Nieuw"]
    world.choices = replace(world.choices, template="Nieuw", version=2)
    world.weather.next("send_invoice", Refused("template_refused", theirs="CFACT028"))
    world.later()
    world.weather.deliver()
    converge(world)
    assert_one_and_settled(world)


def test_a_work_order_given_up_and_offered_again_leaves_a_taken_number_alone() -> None:
    world = world_with_one()
    world.weather.next("send_invoice", "lost_request")
    world.run()
    (intent,) = world.memory.intents.values()
    line = replace(intent.invoice.lines[0], description="Met de hand")
    world.books.write(replace(intent.invoice, lines=(line,)))
    world.later()
    assert not world.memory.decide(1, partial(person_transitions.stands_as, number="2018777"))
    assert world.memory.decide(1, person_transitions.no_invoice)
    world.later()
    assert world.weather.count("send_invoice") == 1
    assert sorted(world.books.invoices_) == ["2018001", "2018002"]
    assert world.states() == [State.SETTLED]


def press_during(
    world: World, monkeypatch: pytest.MonkeyPatch, decision: Callable[[Pair], Pair]
) -> None:
    """Let somebody decide about the first work order while the books look for an invoice."""
    plain = world.books.invoices

    def invoices(*words: Any) -> Any:
        world.memory.decide(1, decision)
        return plain(*words)

    monkeypatch.setattr(world.books, "invoices", invoices)


def test_a_run_leaves_what_a_person_decided_meanwhile_and_goes_on_with_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = world_with_one()
    world.weather.next("send_invoice", Refused("CFACT042"))
    world.run()
    world.add(work_order("2"))
    world.memory.decide(1, person_transitions.retry)
    world.memory.jobs_[1] = replace(world.memory.jobs_[1], refused_code="books_refused")
    press_during(world, monkeypatch, person_transitions.retry)
    world.later()
    assert [one.subject for one in world.memory.lines if one.code == "decided_meanwhile"] == [
        "WB-00001"
    ]
    assert world.states() == [State.REFUSED, State.SETTLED]
    world.later()
    assert world.states() == [State.SETTLED, State.SETTLED]
    assert len(world.books.invoices_) == 2
