from datetime import UTC, datetime, timedelta

import pytest

from bonbrug.link import store
from bonbrug.link.models import Lease
from bonbrug.sync.ports.memory import TakenOver
from tests.fakes.linked import ordered

pytestmark = pytest.mark.django_db


def run_out(pk: int, when: datetime = datetime(2001, 1, 1, tzinfo=UTC)) -> None:
    Lease.objects.filter(pk=pk).update(expires_at=when)


def test_only_one_of_two_workers_gets_the_lease() -> None:
    pk = ordered().pk
    assert store.take(pk, "one")
    assert store.take(pk, "two") is None
    assert store.is_leased(pk)


def test_a_lease_that_ran_out_is_taken_over_with_a_higher_epoch() -> None:
    pk = ordered().pk
    first = store.take(pk, "one")
    run_out(pk)
    second = store.take(pk, "two")
    assert first
    assert second
    assert second.epoch == first.epoch + 1


def test_the_former_holder_can_write_nothing_any_more() -> None:
    pk = ordered().pk
    first = store.take(pk, "one")
    assert first
    run_out(pk)
    store.take(pk, "two")
    with pytest.raises(TakenOver), first.fenced():
        pytest.fail("written without a lease")


def test_the_same_owner_with_an_older_epoch_is_a_former_holder() -> None:
    pk = ordered().pk
    first = store.take(pk, "one")
    assert first
    run_out(pk)
    store.take(pk, "one")
    with pytest.raises(TakenOver):
        first.renew()


def test_a_lease_that_ran_out_a_moment_ago_and_nobody_took_is_kept() -> None:
    pk = ordered().pk
    lease = store.take(pk, "one")
    assert lease
    run_out(pk, datetime.now(UTC) - timedelta(seconds=30))
    lease.renew()
    assert store.take(pk, "two") is None


def test_who_stood_still_for_long_may_not_go_on_although_nobody_took_over() -> None:
    pk = ordered().pk
    lease = store.take(pk, "one")
    assert lease
    run_out(pk, datetime.now(UTC) - timedelta(seconds=61))
    assert not lease.beat()
    lease.until = 0.0
    with pytest.raises(TakenOver):
        lease.make_sure()
    assert store.take(pk, "two")


def test_a_released_lease_is_free_and_a_former_holder_cannot_release_it() -> None:
    pk = ordered().pk
    first = store.take(pk, "one")
    assert first
    store.release(first)
    second = store.take(pk, "two")
    store.release(first)
    assert second
    assert store.is_leased(pk)
