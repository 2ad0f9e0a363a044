"""For a while a completed work order can be taken back; no other program sees it as Compleet."""

from datetime import timedelta

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from bonbrug.jobs import task_queue
from bonbrug.workorders import jobs
from bonbrug.workorders.actions.agree import complete_agreed
from bonbrug.workorders.actions.complete import complete, complete_unsigned
from bonbrug.workorders.actions.plan_work import set_work_status
from bonbrug.workorders.actions.set_up import change_company
from bonbrug.workorders.actions.settle import settle
from bonbrug.workorders.actions.take_back import let_go_due, send_now, take_back
from bonbrug.workorders.models import Company, Employee, Status, WorkOrder
from tests.workorders.conftest import NOW, MakeOrder
from tests.workorders.test_work import SIGNATURE, deeds, refused

pytestmark = pytest.mark.postgres

FIVE = timedelta(minutes=5)
SECOND = timedelta(seconds=1)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What went into the queue."""
    found: list[tuple[str, str]] = []
    monkeypatch.setattr(task_queue, "send", lambda name, argument: found.append((name, argument)))
    return found


@pytest.fixture
def signed(make_order: MakeOrder, sanne: Employee) -> WorkOrder:
    return complete(make_order(Status.PICKED_UP, sanne), SIGNATURE, now=NOW, who="Sanne")


def test_a_completed_work_order_is_held_for_as_long_as_the_company_wants(
    signed: WorkOrder,
) -> None:
    assert (signed.status, signed.held_until) == (Status.COMPLETE, NOW + FIVE)


def test_it_is_taken_back_as_it_was(signed: WorkOrder) -> None:
    order = take_back(signed, now=NOW + SECOND, who="Sanne")
    order.refresh_from_db()
    assert (order.status, order.work_status, order.finished) == (Status.PICKED_UP, "", False)
    assert (order.signature, order.signer_name, order.signed_at) == (None, "", None)
    assert deeds(order)[-2:] == ["completed", "taken_back"]


def test_the_office_takes_back_to_the_status_before(make_order: MakeOrder) -> None:
    order = complete_unsigned(make_order(Status.READY), now=NOW, who="kantoor")
    assert take_back(order, now=NOW, who="kantoor").status == Status.READY


def test_a_work_status_that_somebody_chose_meanwhile_stays(signed: WorkOrder) -> None:
    set_work_status(signed, "0", now=NOW, who="kantoor")
    assert take_back(signed, now=NOW, who="Sanne").work_status == "0"


def test_what_is_taken_back_can_be_signed_again(signed: WorkOrder) -> None:
    take_back(signed, now=NOW + SECOND, who="Sanne")
    again = complete(signed, SIGNATURE, now=NOW + FIVE, who="Sanne")
    assert again.held_until == NOW + 2 * FIVE


def test_the_link_is_woken_when_the_time_is_over_and_not_before(
    make_order: MakeOrder,
    sent: list[tuple[str, str]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        complete_agreed(make_order(Status.PICKED_UP), "Iemand", now=NOW, who="Sanne")
        jobs.tick(NOW + FIVE - SECOND)
    assert sent == []
    with django_capture_on_commit_callbacks(execute=True):
        jobs.tick(NOW + FIVE)
        jobs.tick(NOW + FIVE)
    assert sent == [("wake", "1234567")]


def test_without_time_to_take_back_the_link_is_woken_at_once(
    company: Company,
    make_order: MakeOrder,
    sent: list[tuple[str, str]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    change_company(company, take_back_minutes=0)
    with django_capture_on_commit_callbacks(execute=True):
        order = complete(make_order(Status.PICKED_UP), SIGNATURE, now=NOW, who="Sanne")
    assert (sent, order.held_until) == ([("wake", "1234567")], None)
    assert refused(lambda: take_back(order, now=NOW, who="Sanne")) == "already_sent"


def test_send_now_ends_the_waiting(
    signed: WorkOrder,
    sent: list[tuple[str, str]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        send_now(signed, now=NOW, who="Sanne")
        send_now(signed, now=NOW, who="Sanne")
    assert sent == [("wake", "1234567")]
    assert refused(lambda: take_back(signed, now=NOW, who="Sanne")) == "already_sent"
    assert deeds(signed).count("sent_now") == 1


@pytest.mark.parametrize("minutes", [0, 1440])
def test_the_time_goes_from_nothing_to_a_day(company: Company, minutes: int) -> None:
    assert change_company(company, take_back_minutes=minutes).take_back_minutes == minutes


@pytest.mark.parametrize("minutes", [-1, 1441])
def test_a_time_beyond_a_day_is_refused(company: Company, minutes: int) -> None:
    assert refused(lambda: change_company(company, take_back_minutes=minutes)) == "too_many_minutes"


def test_a_required_signature_must_be_drawn(company: Company, make_order: MakeOrder) -> None:
    change_company(company, signature_required=True)
    order = make_order(Status.PICKED_UP)
    assert refused(lambda: complete_unsigned(order, now=NOW, who="x")) == "signature_required"
    agreed = refused(lambda: complete_agreed(order, "Iemand", now=NOW, who="x"))
    assert agreed == "signature_missing"
    assert complete(order, SIGNATURE, now=NOW, who="Sanne").status == Status.COMPLETE


def test_what_the_office_settles_is_not_taken_back(signed: WorkOrder) -> None:
    assert settle(signed, now=NOW, who="kantoor")
    assert refused(lambda: take_back(signed, now=NOW, who="Sanne")) == "wrong_status"


def test_only_what_was_held_long_enough_is_let_go(signed: WorkOrder, stranger: Company) -> None:
    assert let_go_due(NOW + FIVE - SECOND) == 0
    assert let_go_due(NOW + FIVE, stranger) == 0
    assert let_go_due(NOW + FIVE) == 1
