"""A database that was put back from a backup has forgotten invoices: nothing is sent unasked."""

from pathlib import Path

import pytest
from django.conf import settings

from bonbrug.link import actions
from bonbrug.link.models import Connection, Item, Lease
from bonbrug.link.store import watermark
from tests.fakes.linked import Linked, make_linked
from tests.fakes.world import START, work_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Linked:
    """A connection that ran a few times."""
    linked = make_linked(monkeypatch)
    for _ in range(5):
        linked.later()
    return linked


def mark(linked: Linked) -> Path:
    return Path(settings.BONBRUG_DATA, watermark.FOLDER, str(linked.connection.pk))


def put_back(linked: Linked) -> None:
    Lease.objects.update(epoch=1)
    linked.world.add(work_order())


def test_no_invoice_is_made_until_a_person_releases_it(linked: Linked) -> None:
    put_back(linked)
    for _ in range(3):
        linked.later()
    assert linked.world.books.invoices_ == {}
    assert linked.kinds() == ["exports_held"]
    actions.accept(Item.objects.get(kind="exports_held", closed_at=None), None, linked.now)
    linked.later()
    assert len(linked.world.books.invoices_) == 1
    assert linked.kinds() == []


def test_imports_go_on_meanwhile(linked: Linked) -> None:
    linked.world.field.relations_.clear()
    put_back(linked)
    linked.done("person")
    assert "TEST1" in linked.world.field.relations_


def test_a_database_that_is_ahead_is_no_backup(linked: Linked) -> None:
    """Another machine on the same database did the runs between."""
    Lease.objects.update(epoch=500)
    linked.world.add(work_order())
    linked.later()
    assert len(linked.world.books.invoices_) == 1


def test_a_rehearsal_holds_nothing_and_keeps_no_mark(linked: Linked) -> None:
    before = mark(linked).read_text()
    put_back(linked)
    linked.synchronise("trial", dry_run=True)
    assert linked.connection.exports_paused_until is None
    assert mark(linked).read_text() == before


@pytest.mark.parametrize("text", ["", "2018 x", "\x00", "2018-09-19 99999"])
def test_a_mark_that_says_nothing_of_this_connection_holds_nothing(
    linked: Linked, text: str
) -> None:
    mark(linked).write_text(text)
    linked.later()
    assert linked.connection.exports_paused_until is None


def test_another_connection_under_the_same_number_is_not_held(linked: Linked) -> None:
    Connection.objects.update(created_at=START.replace(year=2017))
    put_back(linked)
    linked.later()
    assert len(linked.world.books.invoices_) == 1


def test_without_a_folder_for_marks_runs_go_on(
    linked: Linked, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(watermark, "FOLDER", f"{watermark.FOLDER}/{linked.connection.pk}/below")
    linked.world.add(work_order())
    linked.later()
    assert len(linked.world.books.invoices_) == 1
    assert "mark could not be kept" in caplog.text
