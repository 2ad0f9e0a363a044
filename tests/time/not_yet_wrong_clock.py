"""Waits for: a clock that was once a year ahead may not stop a link for that year (A04)."""

from datetime import UTC, datetime, timedelta

import pytest

from bonbrug.link import store
from bonbrug.link.models import Lease
from bonbrug.sync.ledger import State
from tests.fakes.linked import Linked
from tests.fakes.world import QUIET, START, World, work_order
from tests.time.test_schedule import DAYS, runs_between

YEAR = timedelta(days=365)


def test_a_link_that_ran_a_year_ahead_runs_again_when_the_clock_is_right(link: Linked) -> None:
    begin = DAYS["leap day"]
    runs_between(link, begin + YEAR, 0.5)
    assert runs_between(link, begin, 1)


def test_a_lease_that_was_taken_a_year_ahead_is_free_when_the_clock_is_right(link: Linked) -> None:
    """No lease may last longer than one lease; a later end is a clock that was wrong."""
    hold = store.take(link.connection.pk, "somebody who died")
    assert hold
    Lease.objects.filter(pk=link.connection.pk).update(expires_at=datetime.now(UTC) + YEAR)
    assert store.take(link.connection.pk, "the next one")


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
    swept = world.ledger.standing_.swept_at
    assert swept is not None
    assert swept <= world.now
