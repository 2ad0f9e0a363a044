"""An old and a new version of the program at one database: the old one stands still."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from bonbrug.accounts import schema_version
from bonbrug.link.models import Lease
from bonbrug.link.store import lease, upgrading
from bonbrug.site import database
from bonbrug.sync.ports.memory import TakenOver
from tests.fakes.linked import Linked, make_linked
from tests.fakes.world import work_order

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NEWER = ("link", "0002_of_a_newer_program")


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Linked:
    made = make_linked(monkeypatch)
    made.done()
    return made


@pytest.fixture
def newer() -> Iterator[None]:
    """The database after a newer program migrated it."""
    recorder = MigrationRecorder(connection)
    recorder.record_applied(*NEWER)
    yield
    recorder.record_unapplied(*NEWER)


def test_this_program_knows_every_migration_of_its_own_database() -> None:
    assert schema_version.unknown() == []


def test_a_worker_of_an_older_program_gets_no_lease_and_sends_nothing(
    linked: Linked, newer: None
) -> None:
    linked.world.add(work_order())
    linked.world.weather.calls.clear()
    assert linked.synchronise() is None
    assert linked.world.weather.calls == []
    assert not lease.is_leased(linked.connection.pk)


def test_an_older_program_does_not_start(newer: None) -> None:
    with pytest.raises(database.CannotOpen, match="0002_of_a_newer_program"):
        database.open_store()


def test_the_pages_and_doors_of_an_older_program_answer_that_it_is_renewed(
    newer: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for way in (Client().get, Client().post):
        answer = way("/soap.asmx")
        assert answer.status_code == 503
        assert "Bonbrug wordt vernieuwd" in answer.content.decode()
        assert answer["Retry-After"] == "60"


def test_a_run_that_is_going_on_is_fenced_off_before_the_database_changes(linked: Linked) -> None:
    held = lease.take(linked.connection.pk, "old worker")
    assert held is not None
    with upgrading.everybody_aside():
        with pytest.raises(TakenOver):
            held.renew()
        assert lease.take(linked.connection.pk, "old worker") is None
    assert lease.take(linked.connection.pk, "new worker") is not None
    with pytest.raises(TakenOver):
        held.renew()


def test_a_connection_that_never_ran_stands_aside_too(linked: Linked) -> None:
    Lease.objects.all().delete()
    with upgrading.everybody_aside():
        assert lease.take(linked.connection.pk, "old worker") is None


def test_migrating_takes_the_leases_and_a_start_without_change_does_not(linked: Linked) -> None:
    held = lease.take(linked.connection.pk, "worker")
    assert held is not None
    call_command("migrate", verbosity=0)
    held.renew()
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
    call_command("migrate", "sessions", verbosity=0, fake=True)
    with pytest.raises(TakenOver):
        held.renew()
