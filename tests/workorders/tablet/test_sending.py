"""The way in: each operation once, whoever repeats it, and nothing for who is not let in."""

import pytest

from bonbrug.workorders.models import WorkOrder
from tests.workorders.tablet.conftest import HOURS, App

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def test_hours_are_written_and_the_line_carries_the_id(app: App, job: WorkOrder) -> None:
    sent = app.operation("hours_added", job, values=HOURS)
    [answer] = app.send(sent)
    period = job.periods.get()
    told = {"id": sent["id"], "result": "done", "repeated": False, "line": period.pk}
    assert answer == told
    assert (period.total_minutes, period.employee_number) == (90, "101")
    assert str(period.made_by) == sent["id"]


def test_a_repeat_gives_the_same_answer_and_does_nothing(app: App, job: WorkOrder) -> None:
    sent = app.operation("hours_added", job, values=HOURS)
    [first] = app.send(sent)
    later = {**sent, "at": "2026-01-14T10:00:00+01:00"}
    assert app.send(later, sent) == [{**first, "repeated": True}] * 2
    assert job.periods.count() == 1


def test_what_is_read_holds_what_was_sent(app: App, job: WorkOrder) -> None:
    sent = app.operation("hours_added", job, values=HOURS)
    app.send(sent)
    [order] = app.read()["orders"]
    assert (order["id"], order["customer"]["phone"]) == (job.pk, "0101234567")
    [line] = order["hours"]
    assert (line["made_by"], line["minutes"], line["values"]) == (sent["id"], 90, HOURS)
