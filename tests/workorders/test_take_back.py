"""For a while a completed work order can be taken back; no other program sees it as Compleet."""

from datetime import timedelta

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from bonbrug.jobs import task_queue
from bonbrug.workorders import jobs
from bonbrug.workorders.actions.agree import complete_agreed
from bonbrug.workorders.actions.complete import PNG, Signature, complete, complete_unsigned
from bonbrug.workorders.actions.plan_work import set_work_status
from bonbrug.workorders.actions.set_up import change_company
from bonbrug.workorders.actions.settle import settle
from bonbrug.workorders.actions.take_back import let_go_due, send_now, take_back
from bonbrug.workorders.models import Company, Employee, Status, WorkOrder
from tests.workorders.conftest import NOW, Door, MakeOrder
from tests.workorders.test_work import deeds, refused

pytestmark = pytest.mark.postgres

SIGNATURE = Signature(PNG + b"rest", "Mw. A. Voorbeeld")
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


@pytest.mark.urls("bonbrug.workorders.doors.urls")
class TestTheDoor:
    """What other programs see of a work order that is held."""

    @pytest.fixture
    def held(self, make_order: MakeOrder, sanne: Employee, now_at_the_door: None) -> WorkOrder:
        return complete(make_order(Status.PICKED_UP, sanne), SIGNATURE, now=NOW, who="Sanne")

    @pytest.fixture
    def now_at_the_door(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.moment = NOW
        monkeypatch.setattr("bonbrug.workorders.doors.openapi.system_clock", lambda: self.moment)

    def listed(self, door: Door, status: str, **query: str) -> list[tuple[str, str, str]]:
        answer = door.get("GetWorkorders", status=status, update_status="false", **query)
        names = ("status", "WorkStatus", "WorkFinished")
        return [tuple(row[name] for name in names) for row in answer["response"]]

    def test_it_is_as_it_was_before(self, door: Door, held: WorkOrder) -> None:
        before = ("Opgehaald", "", "0")
        assert self.listed(door, "Compleet") == []
        assert self.listed(door, "Compleet", workstatus="1") == []
        assert self.listed(door, "Opgehaald") == [before]
        assert self.listed(door, "Opgehaald", workstatus="1") == []
        assert self.listed(door, "Alle") == [before]
        filters = {"key": "status", "operator": "eq", "value": "Compleet"}
        assert self.listed(door, "Alle", **filters) == []

    def test_one_that_is_read_by_its_row_is_neither_complete_nor_settled(
        self, door: Door, held: WorkOrder
    ) -> None:
        for update in ("false", "true"):
            answer = door.get("GetWorkorder", row_id=str(held.pk), update_status=update)
            assert answer["response"]["status"] == "Opgehaald"
        held.refresh_from_db()
        assert held.status == Status.COMPLETE

    def test_a_list_that_settles_passes_it_by(self, door: Door, held: WorkOrder) -> None:
        assert door.get("GetWorkorders", status="Compleet")["response"] == []
        assert door.get("GetWorkorders", status="Alle")["response"][0]["status"] == "Opgehaald"
        take_back(held, now=NOW, who="Sanne")

    def test_after_the_time_it_is_complete_although_no_job_came(
        self, door: Door, held: WorkOrder
    ) -> None:
        self.moment = NOW + FIVE
        assert self.listed(door, "Compleet", workstatus="1") == [("Compleet", "1", "1")]

    def test_what_was_read_as_complete_is_not_taken_back(self, door: Door, held: WorkOrder) -> None:
        self.moment = NOW + FIVE
        self.listed(door, "Compleet")
        late_clock = NOW + FIVE - SECOND
        assert refused(lambda: take_back(held, now=late_clock, who="Sanne")) == "already_sent"

    def test_what_is_taken_back_is_not_read_as_complete(self, door: Door, held: WorkOrder) -> None:
        take_back(held, now=NOW + FIVE + SECOND, who="Sanne")  # nobody has read it yet
        self.moment = NOW + FIVE
        assert self.listed(door, "Compleet") == []

    def test_what_is_sent_now_is_complete_at_once(self, door: Door, held: WorkOrder) -> None:
        send_now(held, now=NOW, who="Sanne")
        assert self.listed(door, "Compleet") == [("Compleet", "1", "1")]

    def test_one_that_was_let_go_is_settled(self, door: Door, held: WorkOrder) -> None:
        self.moment = NOW + FIVE
        answer = door.get("GetWorkorder", row_id=str(held.pk))
        assert answer["response"]["status"] == "Compleet"
        held.refresh_from_db()
        assert (held.status, held.held_until) == (Status.SETTLED, None)


def test_only_what_was_held_long_enough_is_let_go(signed: WorkOrder, stranger: Company) -> None:
    assert let_go_due(NOW + FIVE - SECOND) == 0
    assert let_go_due(NOW + FIVE, stranger) == 0
    assert let_go_due(NOW + FIVE) == 1
