"""Points of our own memory: all or nothing, put back from a backup, damaged."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection

from bonbrug.link import actions
from bonbrug.link.models import ExportJob, Inbox, Intent, Item, Lease, LogLine
from bonbrug.link.store import jobs, log_and_items
from bonbrug.sync.model.records import Invoice
from bonbrug.sync.states.jobs import State
from tests.fakes.linked import Linked, make_linked
from tests.fakes.world import START, work_order

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Linked:
    made = make_linked(monkeypatch)
    made.done()
    made.world.add(work_order())
    return made


def one_invoice(linked: Linked) -> None:
    """Some more runs, and then everything is as if nothing had happened."""
    for _ in range(3):
        linked.later()
    assert len(linked.world.books.invoices_) == 1
    assert linked.world.field.orders_["1"].status == "Afgehandeld"
    job = ExportJob.objects.get()
    assert (job.state, job.invoice_number) == ("settled", "2018001")
    assert linked.kinds() == []


def test_of_the_received_work_orders_all_are_kept_or_none(
    linked: Linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked.world.add(work_order("2"), work_order("3"))
    real = Inbox.objects.bulk_create

    def broken(rows: Any) -> Any:
        list(rows)
        raise DatabaseError("half-way")

    monkeypatch.setattr(Inbox.objects, "bulk_create", broken)
    with pytest.raises(DatabaseError):
        linked.synchronise()
    assert ExportJob.objects.count() == 0
    monkeypatch.setattr(Inbox.objects, "bulk_create", real)
    linked.later()
    assert ExportJob.objects.filter(state=State.SETTLED).count() == 3


def test_a_log_that_cannot_be_written_makes_no_second_invoice(
    linked: Linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = log_and_items.log
    linked.world.add(work_order("2", materials=()))

    def broken(*args: Any) -> None:
        raise DatabaseError("no room for a line")

    linked.world.weather.next("send_invoice", "lost_reply")
    monkeypatch.setattr(log_and_items, "log", broken)
    with pytest.raises(DatabaseError):
        linked.synchronise()
    assert linked.world.weather.count("send_invoice") == 1
    monkeypatch.setattr(log_and_items, "log", real)
    for _ in range(4):
        linked.later()
    assert sorted(linked.world.books.invoices_) == ["2018001", "2018002"]
    assert set(ExportJob.objects.values_list("state", flat=True)) == {"settled"}


def copied() -> sqlite3.Connection:
    """Take a backup of our database while it is in use."""
    memory = sqlite3.connect(":memory:")
    connection.ensure_connection()
    with sqlite3.connect(connection.settings_dict["NAME"], uri=True) as source:
        source.backup(memory)
    return memory


@pytest.mark.parametrize("moment", ["before the run", "during the send", "after the run"])
def test_a_backup_of_any_moment_that_is_put_back_makes_no_second_invoice(
    linked: Linked, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups = {"before the run": copied()}
    write = linked.world.books.write

    def during(invoice: Invoice) -> str:
        number = write(invoice)
        backups["during the send"] = copied()
        return number

    monkeypatch.setattr(linked.world.books, "write", during)
    linked.done()
    backups["after the run"] = copied()
    linked.world.field.orders_["1"] = work_order()
    with sqlite3.connect(connection.settings_dict["NAME"], uri=True) as target:
        backups[moment].backup(target)
    connection.close()
    Lease.objects.update(expires_at=datetime(2001, 1, 1, tzinfo=UTC))
    linked.later()
    for item in Item.objects.filter(kind="exports_held", closed_at=None):
        actions.accept(item, None, linked.now)
    for _ in range(4):
        linked.later()
    assert len(linked.world.books.invoices_) == 1
    assert ExportJob.objects.get().state == "settled"
    for backup in backups.values():
        backup.close()


def test_what_was_committed_survives_a_power_cut_because_every_commit_reaches_the_disk() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone()[0] == 2
        cursor.execute("PRAGMA foreign_keys")
        assert cursor.fetchone()[0] == 1


def test_a_number_is_claimed_by_one_intent_whoever_writes_it(linked: Linked) -> None:
    linked.done()
    intent = Intent.objects.get()
    intent.pk = None
    with pytest.raises(DatabaseError):
        intent.save()


def test_the_same_work_order_cannot_be_received_twice(linked: Linked) -> None:
    linked.done()
    with pytest.raises(DatabaseError):
        jobs.receive(linked.connection.pk, [work_order()], State.NEW, START)
    assert ExportJob.objects.count() == 1
    assert not LogLine.objects.exists()


@pytest.fixture
def damaged(linked: Linked) -> Iterator[Path]:
    """Our database with half of its file spoilt; whole again afterwards."""
    file = Path(connection.settings_dict["NAME"])
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    yield file
    connection.close()
    for rest in file.parent.glob(f"{file.name}-*"):
        rest.unlink()
    file.write_bytes(whole)


def test_a_damaged_database_ends_the_run_and_nothing_is_sent(linked: Linked, damaged: Path) -> None:
    linked.world.weather.calls.clear()
    with pytest.raises(DatabaseError):
        actions.synchronise(linked.connection.pk, "test", linked.clock, "schedule")
    assert linked.world.weather.calls == []
    assert damaged.exists()
