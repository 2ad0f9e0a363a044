"""Points of the schedule and of what a person does while a run is going."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bonbrug.jobs import task_queue
from bonbrug.link import actions, store
from bonbrug.link.models import ExportJob, Intent, Item, Run
from bonbrug.link.models.connection import next_due
from bonbrug.sync.model.records import Invoice, WorkOrder
from tests.fakes.linked import Linked, make_linked
from tests.fakes.world import CHOICES, START, work_order

pytestmark = pytest.mark.django_db
QUARTER = timedelta(minutes=15)
NIGHTS = [  # both changes of the clock, leap day, New Year's Eve; each begins in UTC
    datetime(2018, 3, 24, 22, tzinfo=UTC),
    datetime(2018, 10, 27, 22, tzinfo=UTC),
    datetime(2020, 2, 28, 22, tzinfo=UTC),
    datetime(2018, 12, 31, 22, tzinfo=UTC),
]


@pytest.fixture(autouse=True)
def _empty_queue() -> None:
    task_queue.forget()


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Linked:
    return make_linked(monkeypatch)


def test_a_start_during_a_run_makes_one_more_run_after_it(
    linked: Linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = linked.world.field.work_orders
    said: list[str] = []

    def pressed(status: str, work_status: str = "") -> list[WorkOrder]:
        if status == "Compleet":
            said.append(actions.start_synchronisation(linked.connection, linked.now))
        return listed(status, work_status)

    monkeypatch.setattr(linked.world.field, "work_orders", pressed)
    linked.done()
    monkeypatch.setattr(linked.world.field, "work_orders", listed)
    assert said == ["joined"]
    second = actions.synchronise_when_due(linked.connection.pk, linked.clock)
    assert second
    assert second.trigger == "person"
    assert actions.synchronise_when_due(linked.connection.pk, linked.clock) is None


@pytest.mark.parametrize("night", NIGHTS, ids=lambda night: night.date().isoformat())
def test_in_the_night_that_the_clock_changes_every_quarter_has_one_run(night: datetime) -> None:
    moment, runs = night, []
    while moment < night + timedelta(hours=8):
        moment = next_due(75, moment)
        runs.append(moment)
    assert {after - before for before, after in pairwise(runs)} == {QUARTER}


def test_a_worker_whose_clock_is_an_hour_off_does_not_take_a_connection_at_work(
    linked: Linked,
) -> None:
    lease = store.take(linked.connection.pk, "other")
    assert lease
    for error in (timedelta(hours=-1), timedelta(hours=1), timedelta(days=366)):
        linked.now = START + error
        assert linked.synchronise() is None
    lease.renew()


def test_a_clock_that_steps_back_during_a_run_gives_one_invoice_and_no_error(
    linked: Linked,
) -> None:
    linked.world.add(work_order())
    linked.world.weather.next("send_invoice", "lost_reply")
    linked.done()
    linked.later(timedelta(seconds=-5))
    assert ExportJob.objects.get().state == "intended"
    linked.later(timedelta(minutes=16))
    assert ExportJob.objects.get().state == "settled"
    assert len(linked.world.books.invoices_) == 1


def test_settings_that_are_saved_during_a_run_count_from_the_next_run(
    linked: Linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked.world.add(work_order())
    listed = linked.world.field.work_orders

    def saving(status: str, work_status: str = "") -> list[WorkOrder]:
        if status == "Compleet":
            actions.choose(linked.connection, replace(CHOICES, term_days=30), None, linked.now)
        return listed(status, work_status)

    monkeypatch.setattr(linked.world.field, "work_orders", saving)
    linked.done()
    monkeypatch.setattr(linked.world.field, "work_orders", listed)
    linked.world.add(work_order("2"))
    linked.later()
    kept = sorted(linked.world.books.invoices_.items())
    assert [one.invoice.term_days for _, one in kept] == [14, 30]
    assert [row.settings_version for row in Intent.objects.order_by("pk")] == [1, 2]


def test_a_link_that_is_deleted_keeps_its_unknown_invoice_visible(linked: Linked) -> None:
    linked.world.add(work_order())
    linked.world.weather.next("send_invoice", *["lost_request"] * 4)
    linked.done()
    for _ in range(3):
        linked.later()
    actions.delete(linked.connection, None, linked.now)
    assert linked.synchronise() is None
    assert Intent.objects.get().outcome == "sent"
    assert Item.objects.get(closed_at=None).kind == "outcome_unknown"
    assert Run.objects.filter(connection=linked.connection).exists()


def test_a_link_that_is_deleted_during_a_run_settles_what_was_sent_and_sends_no_more(
    linked: Linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked.world.add(work_order(), work_order("2"))
    write = linked.world.books.write

    def deleted_now(invoice: Invoice) -> str:
        actions.delete(linked.connection, None, linked.now)
        return write(invoice)

    monkeypatch.setattr(linked.world.books, "write", deleted_now)
    linked.synchronise()
    states = ExportJob.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["settled", "intended"]
    linked.world.add(work_order("3"))
    assert linked.synchronise() is None
    assert len(linked.world.books.invoices_) == 1
