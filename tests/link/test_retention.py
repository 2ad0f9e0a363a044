"""What nobody needs any more is let go; what still asks something is not."""

from datetime import timedelta
from typing import Any

import pytest

from bonbrug.link import actions
from bonbrug.link.models import Connection, ExportJob, Inbox, Item, LogLine, Proposal, Run
from bonbrug.sync.states.jobs import State
from tests.fakes.linked import Linked, make_linked
from tests.fakes.world import relation, work_order

pytestmark = pytest.mark.django_db
MONTH, QUARTER = timedelta(days=30), timedelta(days=90)
HOUR = timedelta(hours=1)


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Linked:
    made = make_linked(monkeypatch)
    made.world.add(work_order())
    made.done()
    return made


def _kept(linked: Linked, after: timedelta) -> int:
    actions.forget_old(linked.now + after)
    return Inbox.objects.count()


def test_a_settled_work_order_is_kept_for_a_month_and_then_let_go(linked: Linked) -> None:
    assert ExportJob.objects.get().state == State.SETTLED
    assert _kept(linked, MONTH - HOUR) == 1
    assert _kept(linked, MONTH + 2 * HOUR) == 1  # its turn comes once a day
    assert _kept(linked, MONTH + timedelta(days=1)) == 0


def test_who_worked_when_is_let_go_after_a_hundred_days(linked: Linked) -> None:
    kept = ExportJob.objects.get()
    assert kept.worked_first is not None
    hundred = timedelta(days=100)
    actions.forget_old(linked.now + hundred - HOUR)
    assert ExportJob.objects.get().work == kept.work
    actions.forget_old(linked.now + hundred + timedelta(days=1))
    let_go = ExportJob.objects.get()
    assert (let_go.work, let_go.worked_first, let_go.worked_last) == ("", None, None)
    assert let_go.likeness == kept.likeness


@pytest.mark.parametrize("state", [State.NEW, State.REFUSED, State.INVOICED])
def test_who_worked_when_stays_while_it_is_not_finished(linked: Linked, state: State) -> None:
    ExportJob.objects.update(state=state)
    actions.forget_old(linked.now + 10 * QUARTER)
    assert ExportJob.objects.get().work != ""


def test_the_operator_may_keep_nothing_after_settling(linked: Linked, settings: Any) -> None:
    settings.BONBRUG_KEEP_RECEIVED_DAYS = 0
    assert _kept(linked, HOUR) == 0


def test_what_is_let_go_is_never_invoiced_again(linked: Linked) -> None:
    assert _kept(linked, 2 * MONTH) == 0
    linked.world.field.orders_.clear()
    linked.world.add(work_order())
    linked.later(2 * MONTH)
    assert len(linked.world.books.invoices_) == 1
    assert "reopened" in linked.kinds()


@pytest.mark.parametrize("state", [State.NEW, State.WAITING, State.REFUSED, State.INTENDED,
                                   State.INVOICED])  # fmt: skip
def test_what_is_not_finished_is_kept(linked: Linked, state: State) -> None:
    ExportJob.objects.update(state=state)
    assert _kept(linked, 10 * QUARTER) == 1


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.DECLINED])
def test_what_is_not_invoiced_is_let_go_as_what_is_settled(linked: Linked, state: State) -> None:
    ExportJob.objects.update(state=state, settled_at=None)
    assert _kept(linked, MONTH - HOUR) == 1
    assert _kept(linked, MONTH + timedelta(days=1)) == 0
    assert ExportJob.objects.get().work != ""
    actions.forget_old(linked.now + timedelta(days=100) + HOUR)
    assert ExportJob.objects.get().work == ""


def test_a_withdrawn_one_is_kept_while_somebody_is_asked(linked: Linked) -> None:
    ExportJob.objects.update(state=State.WITHDRAWN)
    item = Item.objects.create(
        connection=linked.connection, job=ExportJob.objects.get(), kind="work_order_gone",
        subject="WB-00001", opened_at=linked.now, last_seen_at=linked.now,
    )  # fmt: skip
    assert _kept(linked, QUARTER) == 1
    actions.close(item, None, linked.now)
    assert _kept(linked, 2 * QUARTER) == 0


@pytest.mark.parametrize("state", [State.SETTLED, State.WITHDRAWN, State.DECLINED])
def test_a_proposed_invoice_stays_while_somebody_is_asked(linked: Linked, state: State) -> None:
    ExportJob.objects.update(state=state)
    job = ExportJob.objects.get()
    Proposal.objects.create(job=job, body={}, circumstances="now")
    item = Item.objects.create(
        connection=linked.connection, job=job, kind="reopened", subject="WB-00001",
        opened_at=linked.now, last_seen_at=linked.now,
    )  # fmt: skip
    actions.forget_old(linked.now)
    assert Proposal.objects.exists()
    actions.close(item, None, linked.now)
    actions.forget_old(linked.now + timedelta(days=1))
    assert not Proposal.objects.exists()


def test_the_log_of_before_a_quarter_goes_and_the_last_run_stays(linked: Linked) -> None:
    linked.world.add(work_order("2", customer=relation("NIEMAND")))
    linked.later()
    last = linked.later()
    assert LogLine.objects.exists()
    actions.forget_old(linked.now + QUARTER + HOUR)
    assert list(Run.objects.values_list("pk", flat=True)) == [last.pk]
    assert not LogLine.objects.exists()


def test_the_log_of_a_quarter_stays(linked: Linked) -> None:
    before = (Run.objects.count(), LogLine.objects.count())
    actions.forget_old(linked.now + QUARTER - HOUR)
    assert (Run.objects.count(), LogLine.objects.count()) == before


def test_a_run_that_never_ended_is_not_taken_away(linked: Linked) -> None:
    run = Run.objects.create(
        connection=linked.connection, started_at=linked.now - QUARTER, trigger="schedule"
    )
    actions.forget_old(linked.now + QUARTER)
    assert Run.objects.filter(pk=run.pk).exists()


def test_a_clock_that_was_ahead_does_not_stop_the_tidying(linked: Linked) -> None:
    Connection.objects.update(tidied_at=linked.now + timedelta(days=4000))
    assert _kept(linked, 2 * MONTH) == 0


def test_a_deleted_link_is_tidied_too(linked: Linked) -> None:
    actions.delete(linked.connection, None, linked.now)
    assert _kept(linked, 2 * MONTH) == 0


def test_who_was_tidied_has_no_turn_for_a_day(linked: Linked) -> None:
    assert actions.forget_old(linked.now) == 1
    assert actions.forget_old(linked.now + HOUR) == 0
    assert actions.forget_old(linked.now + timedelta(days=1)) == 1
