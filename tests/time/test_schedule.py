"""Nights of 23 and 25 hours, leap days, new year, wrong clocks: at most one cycle off."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine

from bonbrug.link import actions
from bonbrug.link.models.connection import CYCLE, next_due
from bonbrug.values.clock import AMSTERDAM, accounting_day, system_clock
from tests.fakes.linked import Linked

TICK = timedelta(minutes=1)
HOURS = 6
DAYS = {
    "summer time begins": datetime(2026, 3, 29, 0, 0, tzinfo=AMSTERDAM),
    "summer time ends": datetime(2026, 10, 25, 0, 0, tzinfo=AMSTERDAM),
    "leap day": datetime(2028, 2, 28, 21, 0, tzinfo=AMSTERDAM),
    "after the leap day": datetime(2028, 2, 29, 21, 0, tzinfo=AMSTERDAM),
    "new year": datetime(2026, 12, 31, 21, 0, tzinfo=AMSTERDAM),
}


def runs_between(link: Linked, begin: datetime, hours: float = HOURS) -> list[datetime]:
    """Let the clock of the machine run and the queue look every minute; return when it ran."""
    ran, moment = [], begin.astimezone(UTC)
    end = moment + timedelta(hours=hours)
    while moment < end:
        with time_machine.travel(moment, tick=False):
            if actions.synchronise_when_due(link.connection.pk, system_clock):
                ran.append(moment)
        moment += TICK
    return ran


@pytest.mark.parametrize("day", DAYS)
def test_every_quarter_of_a_special_night_has_one_run(link: Linked, day: str) -> None:
    runs_between(link, DAYS[day] - timedelta(hours=1), 1)
    ran = runs_between(link, DAYS[day])
    assert len(ran) == HOURS * 4
    assert {later - earlier for earlier, later in pairwise(ran)} == {CYCLE}


@pytest.mark.parametrize("phase", [0, 1, 449, 899])
@pytest.mark.parametrize("day", DAYS)
def test_the_next_moment_is_always_later_and_within_a_quarter(day: str, phase: int) -> None:
    begin = DAYS[day].astimezone(UTC)
    for minutes in range(0, HOURS * 60, 7):
        now = begin + timedelta(minutes=minutes)
        assert timedelta(0) < next_due(phase, now) - now <= CYCLE


def test_hours_of_silence_are_caught_up_with_one_run(link: Linked) -> None:
    begin = DAYS["leap day"]
    runs_between(link, begin, 1)
    after = runs_between(link, begin + timedelta(hours=9), 0.5)
    assert len(after) in (2, 3)


@pytest.mark.parametrize("minutes", [-5 / 60, 60, -60])
def test_a_clock_that_jumps_costs_at_most_what_it_jumped(link: Linked, minutes: float) -> None:
    """Backwards: the next run is not later than that much; after a long way it comes at once."""
    begin, jump = DAYS["leap day"], timedelta(minutes=minutes)
    runs_between(link, begin, 1)
    ran = runs_between(link, begin + timedelta(hours=1) + jump, 2)
    hours = 2 - max(0, -minutes / 60)
    assert hours * 4 - 1 <= len(ran) <= 2 * 4 + 1
    assert all(later - earlier > timedelta(minutes=5) for earlier, later in pairwise(ran))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-12-31T22:59:59+00:00", "2026-12-31"),
        ("2026-12-31T23:00:00+00:00", "2027-01-01"),
        ("2026-06-30T21:59:59+00:00", "2026-06-30"),
        ("2026-06-30T22:00:00+00:00", "2026-07-01"),
        ("2026-03-29T00:59:59+00:00", "2026-03-29"),
        ("2026-10-25T01:30:00+00:00", "2026-10-25"),
        ("2028-02-28T23:00:00+00:00", "2028-02-29"),
        ("2028-02-29T23:00:00+00:00", "2028-03-01"),
    ],
)
def test_the_day_of_the_books_is_that_of_amsterdam(moment: str, day: str) -> None:
    assert accounting_day(datetime.fromisoformat(moment)).isoformat() == day
