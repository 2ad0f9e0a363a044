"""An outcome that stays unknown: what a person says of it is looked up, never believed blindly."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bonbrug.sync.model.findings import noted
from bonbrug.sync.states import person_transitions
from bonbrug.sync.states.jobs import Outcome, State
from tests.fakes.books import Kept
from tests.fakes.world import World, relation, work_order

HOUR = timedelta(hours=1)


@pytest.fixture
def doubtful() -> World:
    """Four sends without an answer, none of them executed: the link only looks by now."""
    world = World()
    world.add(work_order())
    world.weather.next("send_invoice", *["lost_request"] * 4)
    for _ in range(6):
        world.later()
    assert world.items() == ["outcome_unknown"]
    return world


def say(world: World, number: str) -> None:
    for job_id in world.memory.jobs_:
        world.memory.decide(job_id, partial(person_transitions.stands_as, number=number))


def withdraw(world: World) -> None:
    for job_id in world.memory.jobs_:
        world.memory.decide(job_id, person_transitions.no_invoice)
    world.memory.items.clear()


def by_hand(world: World, number: str = "2018777", code: str = "TEST1") -> None:
    (intent,) = world.memory.intents.values()
    lines = tuple(replace(line, description="naar afspraak") for line in intent.invoice.lines)
    made = replace(intent.invoice, number=number, lines=lines, relation_code=code)
    world.books.invoices_[number] = Kept(made, None)


def test_the_invoice_that_a_person_names_is_kept_and_the_work_order_settled(
    doubtful: World,
) -> None:
    by_hand(doubtful)
    say(doubtful, "2018777")
    doubtful.later()
    doubtful.later()
    (job,) = doubtful.memory.jobs_.values()
    assert (job.state, job.invoice_number) == (State.SETTLED, "2018777")
    assert doubtful.field.orders_["1"].status == "Afgehandeld"
    assert list(doubtful.books.invoices_) == ["2018777"]
    assert doubtful.items() == ["not_booked"]  # by hand it was only set ready


@pytest.mark.parametrize("number", ["2018777", "2018001", "nonsense"])
def test_a_number_that_is_not_there_sends_nothing_and_asks_again(
    doubtful: World, number: str
) -> None:
    say(doubtful, number)
    for _ in range(4):
        doubtful.later(HOUR)
        assert "send_invoice" not in doubtful.weather.calls
    assert "told_not_found" in doubtful.items()
    assert doubtful.books.invoices_ == {}


def test_the_invoice_of_another_customer_is_not_taken(doubtful: World) -> None:
    doubtful.books.relations_["2"] = relation("TEST2", "2")
    by_hand(doubtful, code="TEST2")
    say(doubtful, "2018777")
    doubtful.later()
    assert "told_not_found" in doubtful.items()


def test_the_invoice_of_another_work_order_is_not_taken(doubtful: World) -> None:
    doubtful.add(work_order("2"))
    doubtful.later(HOUR)
    (other,) = [job for job in doubtful.memory.jobs_.values() if job.row_id == "2"]
    say_of_first = {
        key: replace(intent, named_number=other.invoice_number, looked_at=None)
        for key, intent in doubtful.memory.intents.items()
        if intent.job_id != other.id
    }
    doubtful.memory.intents.update(say_of_first)
    doubtful.later()
    assert "told_not_found" in doubtful.items()
    assert len(doubtful.books.invoices_) == 1


def test_our_own_invoice_that_came_late_goes_before_what_a_person_says(doubtful: World) -> None:
    (intent,) = doubtful.memory.intents.values()
    doubtful.books.write(intent.invoice)
    say(doubtful, "2018777")
    doubtful.later()
    (job,) = doubtful.memory.jobs_.values()
    assert job.invoice_number == intent.invoice.number


def test_our_own_number_without_our_marker_is_kept_when_a_person_says_so(doubtful: World) -> None:
    (intent,) = doubtful.memory.intents.values()
    by_hand(doubtful, intent.invoice.number)
    say(doubtful, intent.invoice.number)
    doubtful.later()
    (job,) = doubtful.memory.jobs_.values()
    assert (job.state, job.invoice_number) == (State.SETTLED, intent.invoice.number)


def test_a_withdrawn_one_that_is_still_offered_is_looked_up_and_asked_again(
    doubtful: World,
) -> None:
    withdraw(doubtful)
    for _ in range(4):
        doubtful.later(HOUR)
        assert "send_invoice" not in doubtful.weather.calls
    assert doubtful.items() == ["outcome_unknown"]
    assert doubtful.books.invoices_ == {}


def test_a_withdrawn_one_that_nobody_offers_rests_for_good(doubtful: World) -> None:
    withdraw(doubtful)
    doubtful.add(work_order(status="Afgehandeld"))
    for _ in range(4):
        doubtful.later(HOUR)
    assert (doubtful.items(), doubtful.states()) == ([], [State.WITHDRAWN])


def test_a_withdrawn_one_whose_invoice_came_late_is_settled_when_it_is_offered(
    doubtful: World,
) -> None:
    withdraw(doubtful)
    (intent,) = doubtful.memory.intents.values()
    doubtful.books.write(intent.invoice)
    doubtful.later(HOUR)
    doubtful.later(HOUR)
    assert doubtful.states() == [State.SETTLED]
    assert len(doubtful.books.invoices_) == 1


def test_its_number_is_never_given_to_another_work_order(doubtful: World) -> None:
    withdraw(doubtful)
    (intent,) = doubtful.memory.intents.values()
    assert intent.outcome is Outcome.SENT
    doubtful.add(work_order("1", status="Afgehandeld"), work_order("2"))
    doubtful.later(HOUR)
    assert intent.invoice.number not in doubtful.books.invoices_
    assert len(doubtful.books.invoices_) == 1


def test_an_invoice_that_arrives_after_somebody_needed_none_is_kept_and_asked_about(
    doubtful: World,
) -> None:
    withdraw(doubtful)
    doubtful.add(work_order(status="Afgehandeld"))
    doubtful.later(HOUR)
    (intent,) = doubtful.memory.intents.values()
    doubtful.books.write(intent.invoice)
    doubtful.later(HOUR)
    assert doubtful.items() == ["arrived_after_all"]
    doubtful.later()
    (job,) = doubtful.memory.jobs_.values()
    assert (job.state, job.invoice_number) == (State.SETTLED, intent.invoice.number)
    assert len(doubtful.books.invoices_) == 1
    assert doubtful.items() == ["arrived_after_all"]


def test_a_decision_while_a_late_invoice_is_found_leaves_it_to_the_next_run(
    doubtful: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    withdraw(doubtful)
    doubtful.add(work_order(status="Afgehandeld"))
    doubtful.later(HOUR)
    (intent,) = doubtful.memory.intents.values()
    doubtful.books.write(intent.invoice)
    plain = doubtful.books.invoices

    def invoices(*words: Any) -> Any:
        say(doubtful, "2018777")
        return plain(*words)

    monkeypatch.setattr(doubtful.books, "invoices", invoices)
    doubtful.later(HOUR)
    assert (doubtful.states(), doubtful.items()) == ([State.WITHDRAWN], [])
    assert doubtful.memory.lines[-1] == noted("decided_meanwhile", "WB-00001", "1")
    doubtful.later(HOUR)
    assert doubtful.items() == ["arrived_after_all"]
