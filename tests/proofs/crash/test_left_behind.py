"""Which connections are taken up before their turn: what a worker that died left behind."""

from datetime import UTC, datetime, timedelta

import pytest

from bonbrug.link import store
from bonbrug.link.models import Connection, Lease, Run
from tests.fakes.linked import ordered

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NOW = datetime(2018, 9, 1, 12, tzinfo=UTC)


def die(connection: Connection, *minutes_ago: int) -> None:
    """Leave a lease that ran out, after runs that broke off so many minutes ago."""
    assert store.take(connection.pk, "worker")
    Lease.objects.filter(pk=connection.pk).update(expires_at=datetime(2001, 1, 1, tzinfo=UTC))
    for minutes in minutes_ago:
        moment = NOW - timedelta(minutes=minutes)
        Run.objects.create(
            connection=connection,
            started_at=moment,
            finished_at=moment,
            trigger="schedule",
            outcome="interrupted",
        )


def is_left_behind(connection: Connection) -> bool:
    return Connection.objects.filter(store.left_behind(NOW), pk=connection.pk).exists()


def test_a_lease_that_ran_out_was_left_behind() -> None:
    connection = ordered()
    die(connection)
    assert is_left_behind(connection)


def test_a_lease_that_was_given_back_was_not() -> None:
    connection = ordered()
    lease = store.take(connection.pk, "worker")
    assert lease
    store.release(lease)
    assert not is_left_behind(connection)


def test_a_lease_that_still_lasts_was_not() -> None:
    connection = ordered()
    assert store.take(connection.pk, "worker")
    assert not is_left_behind(connection)


def test_a_connection_that_never_ran_was_not() -> None:
    assert not is_left_behind(ordered())


def test_after_three_deaths_in_a_quarter_it_waits_for_its_turn() -> None:
    connection = ordered()
    die(connection, 1, 5)
    assert is_left_behind(connection)
    Lease.objects.all().delete()
    die(connection, 9)
    assert not is_left_behind(connection)


def test_deaths_of_long_ago_do_not_count() -> None:
    connection = ordered()
    die(connection, 1, 5, 16)
    assert is_left_behind(connection)


def test_a_heart_stops_when_the_lease_is_another_s() -> None:
    connection = ordered()
    lease = store.take(connection.pk, "worker")
    assert lease
    assert lease.beat()
    Lease.objects.update(owner="another")
    assert not lease.beat()


def test_a_heart_stops_when_the_run_itself_gives_no_sign_of_life() -> None:
    lease = store.take(ordered().pk, "worker")
    assert lease
    beats = [lease.beat() for _ in range(41)]
    assert (beats.count(True), beats[-1]) == (40, False)
    lease.renew()
    assert lease.beat()
