"""The day and number of a frozen invoice stay, whatever the clock does before it is known (G18)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bonbrug.sync.states.jobs import State
from tests.fakes.world import CHOICES, QUIET, World, work_order

EVENTS = ("lost_request", "lost_reply", "late", "not_sent")
EVES = {
    "new year": (datetime(2026, 12, 31, 22, 50, tzinfo=UTC), date(2026, 12, 31)),
    "after midnight in Amsterdam": (datetime(2026, 12, 31, 23, 5, tzinfo=UTC), date(2027, 1, 1)),
    "leap day": (datetime(2028, 2, 29, 22, 50, tzinfo=UTC), date(2028, 2, 29)),
    "summer time begins": (datetime(2026, 3, 28, 22, 55, tzinfo=UTC), date(2026, 3, 28)),
    "summer time ends": (datetime(2026, 10, 24, 21, 55, tzinfo=UTC), date(2026, 10, 24)),
}


def begun(now: datetime, event: str) -> World:
    """A run at that moment in which the invoice got an unknown outcome."""
    world = World(CHOICES)
    world.now = now - timedelta(days=1)
    world.run()
    world.now = now
    world.add(work_order("1", day=now.date()))
    world.weather.next("send_invoice", event)
    world.run()
    return world


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("eve", EVES)
def test_an_invoice_keeps_its_day_and_number_over_midnight(eve: str, event: str) -> None:
    now, day = EVES[eve]
    world = begun(now, event)
    number = next(iter(world.memory.intents.values())).invoice.number
    for _ in range(4):
        world.weather.deliver()
        world.later(QUIET)
    assert world.states() == [State.SETTLED]
    made = {number: kept.invoice.day for number, kept in world.books.invoices_.items()}
    assert made == {number: day}


@pytest.mark.parametrize("jump", [timedelta(seconds=-5), timedelta(hours=-1), timedelta(hours=1)])
@pytest.mark.parametrize("event", EVENTS)
def test_a_clock_that_jumps_after_the_send_makes_no_second_invoice(
    event: str, jump: timedelta
) -> None:
    world = begun(EVES["new year"][0], event)
    world.now += jump
    for _ in range(9):
        world.later(QUIET)
        world.weather.deliver()
    assert world.states() == [State.SETTLED]
    assert len(world.books.invoices_) == 1


def test_a_new_year_begins_its_own_series() -> None:
    world = begun(EVES["new year"][0], "lost_request")
    world.now = datetime(2027, 1, 1, 9, tzinfo=UTC)
    world.add(work_order("2", day=date(2027, 1, 1)))
    for _ in range(3):
        world.later(QUIET)
    days = [(number, kept.invoice.day) for number, kept in sorted(world.books.invoices_.items())]
    assert days == [("2026001", date(2026, 12, 31)), ("2027001", date(2027, 1, 1))]
