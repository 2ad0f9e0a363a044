"""A clock that was once far ahead stops no link, and makes no second invoice (A04)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from bonbrug.jobs import task_queue
from bonbrug.link import actions, store
from bonbrug.link.models import Connection, Lease
from bonbrug.sync.model.records import InvoiceLine
from bonbrug.sync.ports.memory import TakenOver
from bonbrug.sync.states.jobs import Outcome, State
from tests.fakes.linked import Linked
from tests.fakes.world import QUIET, START, World, work_order
from tests.time.test_schedule import DAYS, runs_between

YEAR = timedelta(days=365)
FOREIGN = (InvoiceLine(Decimal(1), "Stuk", "X", "Iets anders", Decimal(9), "HOOG_VERK_21", "8000"),)


@pytest.mark.postgres
def test_a_link_that_ran_a_year_ahead_runs_again_when_the_clock_is_right(link: Linked) -> None:
    begin = DAYS["leap day"]
    runs_between(link, begin + YEAR, 0.5)
    assert runs_between(link, begin, 1)


@pytest.mark.postgres
def test_a_lease_that_was_taken_a_year_ahead_is_free_when_the_clock_is_right(link: Linked) -> None:
    """No lease may last longer than one lease; a later end is a clock that was wrong."""
    lease = store.take(link.connection.pk, "somebody who died")
    assert lease
    Lease.objects.filter(pk=link.connection.pk).update(expires_at=datetime.now(UTC) + YEAR)
    assert store.take(link.connection.pk, "the next one")


@pytest.mark.postgres
def test_a_lease_that_ends_a_little_late_is_not_free(link: Linked) -> None:
    """Who waited for a row compares its end with a moment from before that wait."""
    pk = link.connection.pk
    assert store.take(pk, "one")
    Lease.objects.filter(pk=pk).update(expires_at=datetime.now(UTC) + timedelta(minutes=10))
    assert store.take(pk, "two") is None
    assert store.is_leased(pk)


@pytest.mark.postgres
def test_the_holder_of_a_lease_from_the_future_writes_nothing_once_it_is_taken(
    link: Linked,
) -> None:
    pk = link.connection.pk
    first = store.take(pk, "one")
    Lease.objects.filter(pk=pk).update(expires_at=datetime.now(UTC) + YEAR)
    assert not store.is_leased(pk)
    second = store.take(pk, "two")
    assert first
    assert second
    assert second.epoch == first.epoch + 1
    with pytest.raises(TakenOver), first.fenced():
        pytest.fail("written without a lease")


@pytest.mark.postgres
def test_what_was_planned_for_next_year_is_sent_for_now(link: Linked) -> None:
    task_queue.forget()
    now = link.now + timedelta(minutes=1)
    plan = Connection.objects.filter(pk=link.connection.pk)
    plan.update(due_at=now + timedelta(minutes=29))
    assert actions.dispatch(now) == 0
    plan.update(due_at=now + YEAR)
    assert actions.dispatch(now) == 1
    assert task_queue.take() == ("synchronise", str(link.connection.pk))


@pytest.mark.postgres
def test_what_a_worker_left_behind_under_a_clock_that_was_ahead_is_sent(link: Linked) -> None:
    task_queue.forget()
    assert store.take(link.connection.pk, "somebody who died")
    Lease.objects.filter(pk=link.connection.pk).update(expires_at=datetime.now(UTC) + YEAR)
    assert actions.dispatch(link.now) == 1


@pytest.mark.parametrize("ahead", [timedelta(days=1), YEAR])
def test_a_stamp_from_the_future_does_not_stop_the_looking(ahead: timedelta) -> None:
    world = World()
    world.run()
    world.now = START + ahead
    world.add(work_order("1"))
    world.weather.next("send_invoice", "lost_reply")
    world.run()
    world.now = START
    for _ in range(4):
        world.later(QUIET)
    assert world.states() == [State.SETTLED]


def test_a_sweep_from_the_future_does_not_stop_the_sweeps() -> None:
    world = World()
    world.now = START + YEAR
    world.run()
    world.now = START
    world.add(work_order("1"))
    for _ in range(6):
        world.later(timedelta(minutes=20))
    swept = world.memory.state_.swept_at
    assert swept is not None
    assert swept <= world.now


AHEAD = [timedelta(minutes=20), timedelta(days=1), YEAR]
UNCLEAR = ["lost_request", "lost_reply", "late"]


def sent_ahead(ahead: timedelta, event: str) -> World:
    """An invoice that was sent by a clock that was ahead, and that clock set back at once."""
    world = World()
    world.run()
    world.now = START + ahead
    world.add(work_order("1"))
    world.weather.next("send_invoice", event)
    world.run()
    world.now = START
    return world


@pytest.mark.parametrize("event", UNCLEAR)
@pytest.mark.parametrize("ahead", AHEAD)
def test_a_clock_that_is_set_back_does_not_shorten_the_rest_after_a_send(
    ahead: timedelta, event: str
) -> None:
    """How long the call has been under way is unknown, so the whole rest begins anew."""
    world = sent_ahead(ahead, event)
    for seconds in (0, 60, 600):
        world.now = START + timedelta(seconds=seconds)
        world.run()
        assert world.weather.count("send_invoice", "invoice") == 0
    world.weather.deliver()
    for _ in range(4):
        world.later(QUIET)
    assert world.states() == [State.SETTLED]
    assert len(world.books.invoices_) == 1


@pytest.mark.parametrize("ahead", AHEAD)
def test_nothing_is_sent_again_without_a_look(ahead: timedelta) -> None:
    world = sent_ahead(ahead, "lost_request")
    sent = 0
    while not sent:
        world.later(QUIET)
        sent = world.weather.count("send_invoice")
    calls = world.weather.calls
    assert sent == 1
    assert "invoice" in calls[: calls.index("send_invoice")]
    assert "invoices" in calls[: calls.index("send_invoice")]


@pytest.mark.parametrize("ahead", AHEAD)
def test_an_invoice_that_is_dated_ahead_is_found_by_its_mark_under_another_number(
    ahead: timedelta,
) -> None:
    world = sent_ahead(ahead, "lost_reply")
    (kept,) = world.books.invoices_.values()
    other = replace(kept, invoice=replace(kept.invoice, number="2018999"))
    world.books.invoices_ = {"2018999": other}
    for _ in range(4):
        world.later(QUIET)
    assert world.states() == [State.SETTLED]
    assert list(world.books.invoices_) == ["2018999"]


@pytest.mark.parametrize("ahead", AHEAD)
def test_a_number_that_was_found_taken_ahead_is_given_up_after_a_pause(ahead: timedelta) -> None:
    world = sent_ahead(ahead, "lost_request")
    world.now = START + ahead
    world.books.write(replace(world.memory.intents[1].invoice, lines=FOREIGN))
    world.later(QUIET)
    assert world.memory.intents[1].outcome is Outcome.TAKEN
    world.now = START
    world.run()
    assert world.memory.intents[1].outcome is Outcome.TAKEN
    for _ in range(3):
        world.later(QUIET)
    assert world.states() == [State.SETTLED]
    assert len(world.books.invoices_) == 2


def test_what_waits_for_a_person_is_still_looked_up_every_hour() -> None:
    world = sent_ahead(YEAR, "late")
    world.now = START + YEAR
    world.weather.next("send_invoice", *["late"] * 3)
    for _ in range(6):
        world.later(QUIET)
    assert world.items() == ["outcome_unknown"]
    world.weather.deliver()
    world.now = START
    for _ in range(6):
        world.later(QUIET)
    assert world.states() == [State.SETTLED]


def test_a_setting_that_was_refused_ahead_is_tried_again() -> None:
    world = sent_ahead(YEAR, "not_sent")
    world.now = START + YEAR
    world.books.templates_ = []
    world.run()
    assert world.items() == ["setting_refused"]
    world.now = START
    world.books.templates_ = ["Test"]
    for _ in range(3):
        world.later(QUIET)
    assert world.states() == [State.SETTLED]


def test_an_invoice_that_is_not_to_be_found_is_told_although_it_was_made_ahead() -> None:
    world = sent_ahead(YEAR, "")
    job = replace(world.memory.jobs_[1], state=State.INVOICED, verified=False)
    world.memory.jobs_[1] = job
    world.books.invoices_.clear()
    world.later(QUIET)
    assert world.items() == ["invoice_not_found"]


def test_an_invoice_that_was_made_ahead_is_swept_like_any_other() -> None:
    world = sent_ahead(YEAR, "")
    assert world.states() == [State.SETTLED]
    world.books.invoices_.clear()
    world.later(timedelta(hours=1))
    assert world.items() == ["invoice_not_found"]
