"""Completing, taking back, sending, reading and waiting in any order keep three promises.

What a door gave as Compleet is never taken back; nothing is given before its time, unless somebody
pressed *send now*; and what was completed and not taken back is given in the end.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bonbrug.workorders import jobs
from bonbrug.workorders.actions.complete import PNG, Signature, complete
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.actions.set_up import change_company
from bonbrug.workorders.actions.take_back import send_now, take_back
from bonbrug.workorders.models import Company, Status, WorkOrder
from tests.workorders.conftest import NOW, Door, MakeOrder

pytestmark = [pytest.mark.postgres, pytest.mark.urls("bonbrug.workorders.doors.urls")]

SIGNATURE = Signature(PNG, "Mw. A. Voorbeeld")
ACTS = ("list", "all", "row", "settle", "tick", "send now") + ("complete", "take back", "wait") * 3
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 400)), min_size=6, max_size=20)
GIVEN = {"Compleet", "Afgehandeld"}


@dataclass
class Story:
    """One work order, and what is known of it from outside."""

    order: WorkOrder
    door: Door
    minutes: int
    now: datetime = NOW
    completed_at: datetime | None = None
    pressed: bool = False
    given: set[str] = field(default_factory=set)

    def act(self, name: str, seconds: int) -> None:
        self.order.refresh_from_db()
        getattr(self, name.replace(" ", "_"))(seconds)

    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    def complete(self, _seconds: int) -> None:
        if self.order.status == Status.PICKED_UP:
            complete(self.order, SIGNATURE, now=self.now, who="Sanne")
            self.completed_at, self.pressed = self.now, False

    def take_back(self, seconds: int) -> None:
        """A clock that is ahead or behind decides nothing."""
        try:
            take_back(self.order, now=self.now + timedelta(seconds=seconds - 200), who="Sanne")
        except Refused:
            return
        assert not self.given, "taken back although a door had given it"
        self.completed_at = None

    def send_now(self, _seconds: int) -> None:
        if self.order.status == Status.COMPLETE:
            send_now(self.order, now=self.now, who="Sanne")
            self.pressed = True

    def tick(self, _seconds: int) -> None:
        jobs.tick(self.now)

    def list(self, _seconds: int) -> None:
        self._read("GetWorkorders", status="Compleet", update_status="false")

    def all(self, _seconds: int) -> None:
        self._read("GetWorkorders", status="Alle", update_status="false")

    def row(self, _seconds: int) -> None:
        self._read("GetWorkorder", row_id=str(self.order.pk), update_status="false")

    def settle(self, _seconds: int) -> None:
        self._read("GetWorkorder", row_id=str(self.order.pk))

    def _read(self, endpoint: str, **query: str) -> None:
        found = self.door.get(endpoint, **query)["response"]
        rows = found if isinstance(found, list) else [found]
        said = {row["status"] for row in rows if row["id"] == str(self.order.pk)} & GIVEN
        if said:
            assert self.completed_at is not None, "given although nobody completed it"
            over = self.now >= self.completed_at + timedelta(minutes=self.minutes)
            assert over or self.pressed, "given before its time"
        self.given |= said


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS, st.sampled_from([0, 1, 5]))
def test_in_any_order_the_promises_hold(
    door: Door,
    company: Company,
    make_order: MakeOrder,
    monkeypatch: pytest.MonkeyPatch,
    steps: list[tuple[str, int]],
    minutes: int,
) -> None:
    change_company(company, take_back_minutes=minutes)
    story = Story(make_order(Status.PICKED_UP), door, minutes)
    monkeypatch.setattr("bonbrug.workorders.doors.openapi.system_clock", lambda: story.now)
    for name, seconds in steps:
        story.act(name, seconds)
    story.wait(2 * 60 * 60)
    story.row(0)
    assert bool(story.given) is (story.completed_at is not None)
