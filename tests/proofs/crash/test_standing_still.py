"""A process may stand still for any time: before it sends, it makes sure that nobody went on."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bonbrug.accounts.transactions import let_go_of_lines, no_transaction_open
from bonbrug.gateways import http
from bonbrug.link import crossing, store
from bonbrug.link.models import Lease
from bonbrug.sync.ports.memory import TakenOver
from tests.fakes.linked import ordered

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LONG_AGO = 0.0


@pytest.fixture
def lease() -> store.HeldLease:
    taken = store.take(ordered().pk, "worker")
    assert taken
    taken.renew()
    return taken


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """What a real send asks first; these tests themselves are in a transaction."""
    monkeypatch.setattr(http, "before_send", [])
    crossing.guard_sends()
    known = (no_transaction_open, let_go_of_lines)
    (question,) = [check for check in http.before_send if check not in known]
    return question


def test_a_fresh_lease_is_sure_without_asking_the_database(lease: store.HeldLease) -> None:
    with CaptureQueriesContext(connection) as asked:
        lease.make_sure()
    assert not asked.captured_queries


def test_after_a_long_stand_still_an_own_lease_goes_on(lease: store.HeldLease) -> None:
    lease.until = LONG_AGO
    lease.make_sure()
    assert lease.until > LONG_AGO


def test_after_a_long_stand_still_the_lease_of_another_ends_the_run(lease: store.HeldLease) -> None:
    lease.until = LONG_AGO
    Lease.objects.update(owner="another")
    with pytest.raises(TakenOver):
        lease.make_sure()


def test_a_worker_that_was_overtaken_sends_nothing(
    lease: store.HeldLease, asked: Callable[[], None]
) -> None:
    lease.until = LONG_AGO
    Lease.objects.update(owner="another")
    with crossing.asking_first(lease.make_sure, str(lease.connection_id)), pytest.raises(TakenOver):
        asked()


def test_what_is_sent_outside_a_run_asks_for_no_lease(
    lease: store.HeldLease, asked: Callable[[], None]
) -> None:
    Lease.objects.update(owner="another")
    with crossing.asking_first(lease.make_sure, str(lease.connection_id)):
        lease.until = LONG_AGO
    asked()
