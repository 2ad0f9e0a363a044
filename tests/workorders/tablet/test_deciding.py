"""What a tablet sent and could not be done is decided by the office, once."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.workorders.actions import do_work
from bonbrug.workorders.actions.plan_work import change, choose_employee, remove
from bonbrug.workorders.models import Employee, Status, TabletOperation, WorkOrder
from bonbrug.workorders.reports.today import today_of
from tests.workorders.conftest import NOW
from tests.workorders.pages.conftest import office, office_road, outsider, words
from tests.workorders.pages.test_tablet_work import DRAWING
from tests.workorders.tablet.conftest import HOURS, PIPE, App
from tests.workorders.tablet.test_kinds import SHOWN, SIGNED

__all__ = ["office", "outsider"]
pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def waiting() -> TabletOperation:
    return TabletOperation.objects.get(waits=True)


def press(client: Client, name: str, job: WorkOrder) -> None:
    road = reverse(f"workorders:{name}", args=[job.company_id, waiting().pk])
    back = reverse("workorders:from_tablets", args=[job.company_id])
    assert client.post(road)["Location"] == back


@pytest.fixture
def collided(app: App, job: WorkOrder) -> WorkOrder:
    """The office made it ten o'clock, and the employee eleven."""
    line = app.do("hours_added", job, values=HOURS)["line"]
    do_work.change_period(
        job.periods.get(), {"begin": time(8), "end": time(10)}, now=NOW, who="kantoor"
    )
    app.do("hours_changed", job, values={**HOURS, "end": "11:00", "line": line}, seen=HOURS)
    return job


def test_the_card_shows_what_was_seen_what_is_here_and_what_was_written(
    office: Client, collided: WorkOrder
) -> None:
    page = words(office, office_road(collided))
    for text in ("09:30", "10:00", "11:00", "Sanne Voorbeeld", "Uren gewijzigd"):
        assert text in page
    assert "10:00:00" not in page
    assert "Van de tablets (1)" in page


def test_the_office_keeps_its_own(office: Client, collided: WorkOrder) -> None:
    press(office, "operation_leave", collided)
    row = TabletOperation.objects.get(decision="ours")
    assert collided.periods.get().end == time(10)
    assert (row.waits, row.content, row.decided_by) == (False, {}, "kantoor@voorbeeld.example")


def test_the_office_takes_what_the_employee_wrote(office: Client, collided: WorkOrder) -> None:
    press(office, "operation_take", collided)
    period = collided.periods.get()
    assert (period.end, period.total_minutes, period.employee_number) == (time(11), 180, "101")
    assert collided.history.filter(who="kantoor@voorbeeld.example").exists()
    assert not TabletOperation.objects.filter(waits=True).exists()


def test_a_decision_is_made_once(office: Client, collided: WorkOrder) -> None:
    road = reverse("workorders:operation_take", args=[collided.company_id, waiting().pk])
    assert office.post(road).status_code == 302
    assert office.post(road).status_code == 404


def test_hours_for_a_work_order_that_was_given_away_can_still_be_taken(
    office: Client, app: App, job: WorkOrder, joris: Employee
) -> None:
    choose_employee(job, joris, now=NOW, who="kantoor")
    answer = app.do("hours_added", job, values=HOURS)
    assert (answer["result"], answer["code"]) == ("refused", "not_on_this_tablet")
    assert "Uren toegevoegd" in words(office, office_road(job))
    press(office, "operation_take", job)
    assert job.periods.get().employee_number == "101"


def test_what_cannot_be_taken_goes_on_waiting(office: Client, app: App, job: WorkOrder) -> None:
    WorkOrder.objects.filter(pk=job.pk).update(status=Status.SETTLED)
    app.do("material_typed", job, values=PIPE)
    press(office, "operation_take", job)
    assert waiting().kind == "material_typed"
    assert not job.materials.exists()


def test_what_came_for_a_work_order_that_was_removed_is_shown(
    office: Client, app: App, job: WorkOrder
) -> None:
    sent = app.operation("hours_added", job, values={**HOURS, "remark": "Lekkage in de kelder"})
    company = job.company_id
    remove(job)
    [answer] = app.send(sent)
    assert answer["code"] == "not_on_this_tablet"
    page = words(office, reverse("workorders:from_tablets", args=[company]))
    assert "Lekkage in de kelder" in page
    assert "die er niet meer is" in page


def test_a_kind_that_is_not_known_here_is_shown_as_it_came(
    office: Client, app: App, job: WorkOrder
) -> None:
    values: dict[str, Any] = {"text": "<b>Ketel</b> 3 lekt"}
    answer = app.do("boiler_checked", job, values=values)
    assert (answer["result"], answer["code"]) == ("refused", "unknown_kind")
    page = office.get(office_road(job)).content.decode()
    assert "&lt;b&gt;Ketel&lt;/b&gt; 3 lekt" in page
    assert "Overnemen wat" not in page


def test_the_start_page_counts_what_waits(office: Client, collided: WorkOrder) -> None:
    day = accounting_day(system_clock())
    assert today_of([collided.company.organisation_id], day)[0].sent == 1
    assert "1 regel van een tablet wacht op een beslissing" in words(office, "/")


def test_who_is_of_another_firm_sees_no_card(collided: WorkOrder, outsider: Client) -> None:
    road = reverse("workorders:from_tablets", args=[collided.company_id])
    assert outsider.get(road).status_code == 404
    take = reverse("workorders:operation_take", args=[collided.company_id, waiting().pk])
    assert outsider.post(take).status_code == 404


def test_a_field_is_taken(office: Client, app: App, job: WorkOrder) -> None:
    change(job, {"description": "Van kantoor"}, now=NOW, who="kantoor")
    app.do("field_set", job, values={"description": "Van mij"}, seen={"description": ""})
    press(office, "operation_take", job)
    job.refresh_from_db()
    assert job.description == "Van mij"


@pytest.mark.parametrize("kind", ["order_picked_up", "boiler_checked"])
def test_what_the_office_cannot_do_is_not_taken_and_goes_on_waiting(
    office: Client, app: App, job: WorkOrder, kind: str
) -> None:
    WorkOrder.objects.filter(pk=job.pk).update(status=Status.COMPLETE)
    app.do(kind, job)
    press(office, "operation_take", job)
    assert waiting().kind == kind


@pytest.mark.parametrize(("drawing", "is_shown"), [(DRAWING, True), ("javascript:alert(1)", False)])
def test_a_signature_that_was_refused_is_shown_until_it_was_seen(
    office: Client, app: App, job: WorkOrder, drawing: str, is_shown: bool
) -> None:
    job.periods.create(work_date=date(2026, 1, 12), total_minutes=60)
    app.do("order_signed", job, values={**SIGNED, "drawing": drawing}, seen=SHOWN)
    page = words(office, reverse("workorders:from_tablets", args=[job.company_id]))
    assert (f'<img class="signature" src="{drawing}" alt="' in page) == is_shown
    assert 'src="javascript' not in page
