"""Hours that a person would look at twice are asked about at once, in both places."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.workorders.actions.keep_hour_type import add_hour_type
from bonbrug.workorders.models import Company, Employee, Status, WorkOrder

Make = Callable[..., WorkOrder]
Post = Callable[..., str]
TICK = re.compile(r'name="sure" value="([^"]*)"')
DAY = date(2026, 1, 12)


@pytest.fixture
def job(make_order: Make, sanne: Employee, company: Company) -> WorkOrder:
    add_hour_type(company, {"code": "MONT", "name": "Montage"})
    return make_order(Status.PICKED_UP, sanne, work_date=DAY)


@pytest.fixture(params=["tablet", "office"])
def post(request: pytest.FixtureRequest, job: WorkOrder) -> Post:
    """Post hours at one of the two places; what is given goes over an ordinary day."""
    client: Client = request.getfixturevalue(request.param)
    on_tablet = reverse("workorders:hours_add", args=[job.pk])
    at_office = reverse("workorders:office_hours_add", args=[job.company_id, job.pk])

    def send(**typed: object) -> str:
        usual = {"work_date": "12-01-2026", "break_minutes": "0", "hour_type": "MONT"}
        address = on_tablet if request.param == "tablet" else at_office
        body = {**usual, "employee_number": "101", **typed}
        return unescape(client.post(address, body).content.decode())

    return send


def test_an_end_before_the_begin_is_asked_about_and_kept_after_a_tick(
    post: Post, job: WorkOrder
) -> None:
    asked = post(begin="10:00", end="09:00")
    assert "over middernacht, 23:00 uur?" in asked
    assert not job.periods.exists()
    post(begin="10:00", end="09:00", sure=TICK.findall(asked))
    assert job.periods.get().total_minutes == 23 * 60


def test_a_tick_holds_only_for_the_hours_it_was_given_for(post: Post, job: WorkOrder) -> None:
    ticked = TICK.findall(post(begin="10:00", end="09:00"))
    assert "over middernacht, 22:00 uur?" in post(begin="10:00", end="08:00", sure=ticked)
    assert not job.periods.exists()


def test_a_tick_stays_when_something_else_is_wrong(post: Post) -> None:
    ticked = TICK.findall(post(begin="10:00", end="09:00"))
    again = post(begin="10:00", end="09:00", sure=ticked, work_date="30-02-2026")
    assert "Schrijf een datum" in again


def test_the_same_hours_are_asked_about(post: Post, job: WorkOrder) -> None:
    job.periods.create(work_date=DAY, begin=time(8), end=time(12), employee_number="101")
    assert "staan er al" in post(begin="8:00", end="12:00")
    assert job.periods.count() == 1


def test_hours_of_somebody_else_at_the_same_time_are_not_asked_about(
    post: Post, job: WorkOrder
) -> None:
    job.periods.create(work_date=DAY, begin=time(8), end=time(12), employee_number="102")
    post(begin="8:00", end="12:00")
    assert job.periods.count() == 2


def test_more_than_twelve_hours_over_all_work_orders_are_asked_about(
    post: Post, make_order: Make
) -> None:
    elsewhere = make_order(Status.COMPLETE)
    elsewhere.periods.create(work_date=DAY, total_minutes=8 * 60, employee_number="101")
    assert "Dit wordt 13:00 uur op één dag" in post(long="5")


def test_more_than_a_day_on_one_day_cannot_be_ticked_away(post: Post, make_order: Make) -> None:
    elsewhere = make_order(Status.COMPLETE)
    elsewhere.periods.create(work_date=DAY, total_minutes=20 * 60, employee_number="101")
    page = post(long="5")
    assert "25:00 uur op één dag" in page
    assert not TICK.findall(page)


def test_more_than_a_day_cannot_be_ticked_away_together_with_another_question(
    post: Post, job: WorkOrder, make_order: Make
) -> None:
    elsewhere = make_order(Status.COMPLETE)
    elsewhere.periods.create(work_date=DAY, total_minutes=2 * 60, employee_number="101")
    asked = post(begin="10:00", end="09:00")
    again = post(begin="10:00", end="09:00", sure=TICK.findall(asked))
    assert "25:00 uur op één dag" in again
    assert not job.periods.exists()


def test_an_overlap_with_another_work_order_is_asked_about(
    post: Post, job: WorkOrder, make_order: Make
) -> None:
    elsewhere = make_order(Status.COMPLETE)
    elsewhere.periods.create(work_date=DAY, begin=time(9), end=time(11), employee_number="101")
    assert "1:00 uur samen met deze" in post(begin="10:00", end="12:00")
    post(begin="11:00", end="12:00")
    assert job.periods.count() == 1


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        ({"begin": "20:00", "end": "6:00"}, False),
        ({"begin": "20:00", "end": "6:01"}, True),
        ({"begin": "17:00", "end": "8:00"}, True),
        ({"begin": "8:00", "end": "8:00"}, True),
        ({"begin": "8:00", "end": "8:30", "break_minutes": "30"}, True),
        ({"begin": "8:00", "end": "8:31", "break_minutes": "30"}, False),
        ({"long": "12"}, False),
        ({"long": "12:01"}, True),
    ],
)
def test_both_sides_of_each_limit_of_hours(
    post: Post, job: WorkOrder, typed: dict[str, str], asks: bool
) -> None:
    page = post(**typed)
    assert bool(TICK.findall(page)) is asks
    assert job.periods.exists() is not asks


@pytest.mark.parametrize(("day", "asks"), [("11-11-2025", False), ("10-11-2025", True)])
def test_the_day_may_be_62_days_before_the_work_order(
    post: Post, job: WorkOrder, day: str, asks: bool
) -> None:
    assert bool(TICK.findall(post(long="1", work_date=day))) is asks


def test_a_day_that_is_still_to_come_is_asked_about(post: Post, job: WorkOrder) -> None:
    today = accounting_day(system_clock())
    tomorrow = f"{today + timedelta(days=1):%d-%m-%Y}"
    assert f"{tomorrow} moet nog komen" in post(long="1", work_date=tomorrow)
    post(long="1", work_date=f"{today:%d-%m-%Y}")
    assert job.periods.count() == 1


@pytest.mark.parametrize(
    ("typed", "both"),
    [("7.30", "7:30 of 7:18"), ("7,30", "7:30 of 7:18"), ("7.25", "7:25 of 7:15")],
)
def test_a_total_that_may_be_two_is_asked_about(
    post: Post, job: WorkOrder, typed: str, both: str
) -> None:
    assert f"{typed}: bedoelt u {both}?" in post(long=typed)
    assert not job.periods.exists()


def test_a_total_beside_begin_and_end_is_not_dropped_in_silence(post: Post) -> None:
    assert "Gelden begin en eind?" in post(begin="8:00", end="12:00", long="7")


@pytest.mark.parametrize("day", ["12-01-2062", "0001-01-12", "12-01-1999"])
def test_a_year_out_of_all_reason_is_refused(post: Post, job: WorkOrder, day: str) -> None:
    assert "Controleer het jaar." in post(long="1", work_date=day)
    assert not job.periods.exists()


def test_a_day_long_before_the_work_order_is_asked_about(post: Post, job: WorkOrder) -> None:
    asked = post(long="1", work_date="12-01-2025")
    assert "12-01-2025 is lang voor de werkbon van 12-01-2026" in asked
    post(long="1", work_date="12-01-2025", sure=TICK.findall(asked))
    assert job.periods.count() == 1


def test_an_end_at_midnight_is_the_end_of_the_day(post: Post, job: WorkOrder) -> None:
    post(begin="20:00", end="24:00")
    assert job.periods.get().total_minutes == 240
