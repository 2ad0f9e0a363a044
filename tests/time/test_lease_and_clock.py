"""The lease under clocks that step: never two at work on one link.

The clock of the database decides. A step of it is the same as moving the end of the lease the
other way, which is how these tests make one.
"""

from datetime import datetime, timedelta

import pytest

from bonbrug.link import actions, store
from bonbrug.link.models import Lease
from bonbrug.sync.ports.memory import TakenOver
from tests.fakes.linked import Linked

STEPS = [timedelta(seconds=-5), timedelta(hours=-1), timedelta(days=-365)]


def step(pk: int, by: timedelta) -> None:
    """Let the clock of the database step."""
    lease = Lease.objects.get(pk=pk)
    Lease.objects.filter(pk=pk).update(expires_at=lease.expires_at - by)


@pytest.mark.parametrize("by", STEPS)
def test_a_step_back_during_a_lease_leaves_it_with_its_holder(link: Linked, by: timedelta) -> None:
    pk = link.connection.pk
    lease = store.take(pk, "one")
    assert lease
    step(pk, by)
    lease.renew()
    assert store.take(pk, "two") is None


@pytest.mark.parametrize("by", [timedelta(hours=1), timedelta(days=365)])
def test_a_step_ahead_may_end_a_lease_but_then_the_holder_writes_nothing(
    link: Linked, by: timedelta
) -> None:
    pk = link.connection.pk
    first = store.take(pk, "one")
    step(pk, by)
    second = store.take(pk, "two")
    assert first
    assert second
    with pytest.raises(TakenOver), first.fenced():
        pytest.fail("written without a lease")


def test_a_holder_that_renews_after_a_small_step_ahead_keeps_it(link: Linked) -> None:
    pk = link.connection.pk
    lease = store.take(pk, "one")
    assert lease
    step(pk, timedelta(seconds=90))
    lease.renew()
    assert store.take(pk, "two") is None


def test_a_great_step_ahead_is_as_if_the_holder_slept_and_another_begins_anew(
    link: Linked,
) -> None:
    pk = link.connection.pk
    lease = store.take(pk, "one")
    assert lease
    step(pk, timedelta(hours=1))
    with pytest.raises(TakenOver):
        lease.renew()
    assert store.take(pk, "two")


def test_a_step_back_of_five_seconds_in_a_run_changes_nothing(link: Linked) -> None:
    lease = Lease.objects.filter(pk=link.connection.pk)
    before = lease.values_list("epoch", flat=True).get()
    ticks = iter([1, 1, -5])

    def clock() -> datetime:
        link.now += timedelta(seconds=next(ticks, 1))
        return link.now

    run = actions.synchronise(link.connection.pk, "test", clock, "schedule")
    assert run
    assert run.outcome == "nothing"
    assert lease.values_list("epoch", flat=True).get() == before + 1
