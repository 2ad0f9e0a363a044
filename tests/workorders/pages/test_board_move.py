"""Moving a work order on the planning board: the form, and two people at one work order."""

from datetime import date, time

import pytest
from django.test import Client

from bonbrug.workorders.models import Company, Employee, Status, WorkOrder
from tests.ui.opened import choices, opened, typed_in
from tests.workorders.conftest import MakeOrder
from tests.workorders.pages.conftest import office_road

MONDAY, FRIDAY = date(2026, 1, 12), date(2026, 1, 16)
WEEK = "?soort=week&dag=2026-01-12"


@pytest.fixture
def job(make_order: MakeOrder, sanne: Employee) -> WorkOrder:
    return make_order(employee=sanne, work_date=MONDAY, work_time=time(8), number="W1")


def road(order: WorkOrder) -> str:
    return office_road(order, "work_order_move") + WEEK


def test_a_move_leads_back_to_the_same_week_and_says_what_stands_where(
    office: Client, job: WorkOrder, joris: Employee
) -> None:
    sent = opened(office, road(job)) | {"employee": str(joris.pk), "work_date": "2026-01-16"}
    answer = office.post(road(job), sent | {"duration_minutes": "1:30"}, follow=True)
    assert answer.redirect_chain[0][0].endswith(f"/planbord/{WEEK}#bon-{job.pk}")
    assert "W1 (Bakkerij) staat op vrijdag 16 januari, 08:00, bij Joris Voorbeeld." in answer.text
    job.refresh_from_db()
    assert (job.employee, job.work_date, job.duration_minutes) == (joris, FRIDAY, 90)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"employee": ""}, "W1 (Bakkerij) staat op maandag 12 januari, 08:00, nog bij niemand."),
        ({"work_date": ""}, "W1 (Bakkerij) is voor Sanne Voorbeeld, nog zonder dag."),
        ({"employee": "", "work_date": ""}, "W1 (Bakkerij) moet weer worden ingepland."),
        ({}, "Alles bleef zoals het was."),
    ],
)
def test_each_place_is_said_in_words(
    office: Client, job: WorkOrder, typed: dict[str, str], told: str
) -> None:
    answer = office.post(road(job), opened(office, road(job)) | typed, follow=True)
    assert told in answer.text


def test_what_a_colleague_changed_meanwhile_stays(
    office: Client, job: WorkOrder, joris: Employee
) -> None:
    first, second = opened(office, road(job)), opened(office, road(job))
    office.post(road(job), first | {"employee": str(joris.pk)})
    answer = office.post(road(job), second | {"work_date": "2026-01-16"}, follow=True)
    job.refresh_from_db()
    assert (job.employee, job.work_date) == (joris, FRIDAY)
    assert "Dat blijft zo." in answer.text


def test_what_both_changed_is_asked(office: Client, job: WorkOrder) -> None:
    first, second = opened(office, road(job)), opened(office, road(job))
    office.post(road(job), first | {"work_date": "2026-01-13"})
    asked = office.post(road(job), second | {"work_date": "2026-01-16"})
    job.refresh_from_db()
    assert job.work_date == date(2026, 1, 13)
    assert "13-01-2026" in asked.text
    mine = {"meanwhile-work_date": choices(asked, "work_date")["mine"]}
    office.post(road(job), typed_in(asked) | mine)
    job.refresh_from_db()
    assert job.work_date == FRIDAY


def test_what_was_deleted_meanwhile_is_told_at_the_board(office: Client, job: WorkOrder) -> None:
    sent = opened(office, road(job)) | {"work_date": "2026-01-16"}
    address = road(job)
    job.delete()
    answer = office.post(address, sent, follow=True)
    assert "Iemand anders heeft dit verwijderd." in answer.text
    assert "Planbord" in answer.text


def test_what_is_complete_is_not_moved(office: Client, job: WorkOrder) -> None:
    sent = opened(office, road(job)) | {"work_date": "2026-01-16"}
    WorkOrder.objects.filter(pk=job.pk).update(status=Status.COMPLETE)
    answer = office.post(road(job), sent)
    assert "Werkbon W1 is Compleet" in answer.text
    job.refresh_from_db()
    assert job.work_date == MONDAY


def test_a_length_of_more_than_a_day_stays(office: Client, job: WorkOrder) -> None:
    WorkOrder.objects.filter(pk=job.pk).update(duration_minutes=2400)
    office.post(road(job), opened(office, road(job)) | {"work_date": "2026-01-16"})
    job.refresh_from_db()
    assert (job.work_date, job.duration_minutes) == (FRIDAY, 2400)


def test_a_time_that_cannot_be_read_is_asked_again(office: Client, job: WorkOrder) -> None:
    answer = office.post(road(job), opened(office, road(job)) | {"work_time": "kwart over"})
    assert "Schrijf een tijd zoals 8:30." in answer.text


def test_a_work_order_of_another_company_does_not_exist(
    office: Client, job: WorkOrder, stranger: Company
) -> None:
    WorkOrder.objects.filter(pk=job.pk).update(company=stranger)
    assert office.get(road(job)).status_code == 404
