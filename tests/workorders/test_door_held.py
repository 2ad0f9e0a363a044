"""What other programs see of a work order that can still be taken back."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from bonbrug.workorders.actions.complete import complete
from bonbrug.workorders.actions.take_back import send_now, take_back
from bonbrug.workorders.models import Employee, Status, WorkOrder
from tests.workorders.conftest import NOW, Door, MakeOrder
from tests.workorders.test_take_back import FIVE, SECOND
from tests.workorders.test_work import SIGNATURE, refused

pytestmark = [pytest.mark.postgres, pytest.mark.urls("bonbrug.workorders.doors.urls")]


@dataclass
class Clock:
    """What time it is at the door."""

    moment: datetime = NOW


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    there = Clock()
    monkeypatch.setattr("bonbrug.workorders.doors.openapi.system_clock", lambda: there.moment)
    return there


@pytest.fixture
def held(make_order: MakeOrder, sanne: Employee, clock: Clock) -> WorkOrder:
    return complete(make_order(Status.PICKED_UP, sanne), SIGNATURE, now=NOW, who="Sanne")


def listed(door: Door, status: str, **query: str) -> list[tuple[str, str, str]]:
    answer = door.get("GetWorkorders", status=status, update_status="false", **query)
    rows = answer["response"]
    return [(row["status"], row["WorkStatus"], row["WorkFinished"]) for row in rows]


def test_it_is_as_it_was_before(door: Door, held: WorkOrder) -> None:
    before = ("Opgehaald", "", "0")
    assert listed(door, "Compleet") == []
    assert listed(door, "Compleet", workstatus="1") == []
    assert listed(door, "Opgehaald") == [before]
    assert listed(door, "Opgehaald", workstatus="1") == []
    assert listed(door, "Alle") == [before]
    filters = {"key": "status", "operator": "eq", "value": "Compleet"}
    assert listed(door, "Alle", **filters) == []


def test_one_that_is_read_by_its_row_is_neither_complete_nor_settled(
    door: Door, held: WorkOrder
) -> None:
    for update in ("false", "true"):
        answer = door.get("GetWorkorder", row_id=str(held.pk), update_status=update)
        assert answer["response"]["status"] == "Opgehaald"
    held.refresh_from_db()
    assert held.status == Status.COMPLETE


def test_who_signed_is_said_once_it_is_complete(door: Door, held: WorkOrder, clock: Clock) -> None:
    said = []
    for clock.moment in (NOW, NOW + FIVE):
        answer = door.get("GetWorkorder", row_id=str(held.pk), update_status="false")
        said.append(answer["response"]["Signature"])
    assert said == ["", SIGNATURE.signer]


def test_a_list_that_settles_passes_it_by(door: Door, held: WorkOrder) -> None:
    assert door.get("GetWorkorders", status="Compleet")["response"] == []
    assert door.get("GetWorkorders", status="Alle")["response"][0]["status"] == "Opgehaald"
    take_back(held, now=NOW, who="Sanne")


def test_after_the_time_it_is_complete_although_no_job_came(
    door: Door, held: WorkOrder, clock: Clock
) -> None:
    clock.moment = NOW + FIVE
    assert listed(door, "Compleet", workstatus="1") == [("Compleet", "1", "1")]


def test_what_was_read_as_complete_is_not_taken_back(
    door: Door, held: WorkOrder, clock: Clock
) -> None:
    clock.moment = NOW + FIVE
    listed(door, "Compleet")
    late_clock = NOW + FIVE - SECOND
    assert refused(lambda: take_back(held, now=late_clock, who="Sanne")) == "already_sent"


def test_what_is_taken_back_is_not_read_as_complete(
    door: Door, held: WorkOrder, clock: Clock
) -> None:
    take_back(held, now=NOW + FIVE + SECOND, who="Sanne")  # nobody has read it yet
    clock.moment = NOW + FIVE
    assert listed(door, "Compleet") == []


def test_what_is_sent_now_is_complete_at_once(door: Door, held: WorkOrder) -> None:
    send_now(held, now=NOW, who="Sanne")
    assert listed(door, "Compleet") == [("Compleet", "1", "1")]


def test_one_that_was_let_go_is_settled(door: Door, held: WorkOrder, clock: Clock) -> None:
    clock.moment = NOW + FIVE
    answer = door.get("GetWorkorder", row_id=str(held.pk))
    assert answer["response"]["status"] == "Compleet"
    held.refresh_from_db()
    assert (held.status, held.held_until) == (Status.SETTLED, None)
