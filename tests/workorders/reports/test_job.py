"""Which work orders of a planning board overlap, and how long and on which days each is done."""

from datetime import date, time
from typing import Any

import pytest

from bonbrug.workorders.models import Status
from bonbrug.workorders.reports.job import Job, overlapping

MONDAY, TUESDAY, FRIDAY = date(2026, 1, 12), date(2026, 1, 13), date(2026, 1, 16)


def job(pk: int = 1, begin: time | None = time(8), minutes: int | None = 60, **more: Any) -> Job:
    usual: dict[str, Any] = {
        "number": f"W{pk}", "order_nr": "0", "customer_name": "", "customer_city": "",
        "short_description": "", "type_of_work": "", "status": Status.READY, "employee": 7,
        "work_date": MONDAY, "work_end_date": None, "work_end_time": None,
    }  # fmt: skip
    return Job(pk=pk, work_time=begin, duration_minutes=minutes, **{**usual, **more})


def test_two_at_once_are_told_of_each_other() -> None:
    assert overlapping([job(1, time(8), 90), job(2, time(9))]) == {1: "W2", 2: "W1"}


@pytest.mark.parametrize(
    "other",
    [
        job(2, time(9, 30)),
        job(2, time(9), employee=8),
        job(2, time(9), work_date=TUESDAY),
        job(2, time(9), status=Status.COMPLETE),
        job(2, None),
        job(2, time(9), employee=None),
    ],
)
def test_what_is_later_of_another_or_done_does_not_overlap(other: Job) -> None:
    assert overlapping([job(1, time(8), 90), other]) == {}


def test_a_long_one_overlaps_all_that_begins_in_it() -> None:
    told = overlapping([job(1, time(8), 480), job(2, time(9), 30), job(3, time(14), 30)])
    assert told == {1: "W2", 2: "W1", 3: "W1"}


def test_an_unknown_length_counts_as_an_hour() -> None:
    assert overlapping([job(1, time(8), None), job(2, time(8, 59))]) == {1: "W2", 2: "W1"}
    assert overlapping([job(1, time(8), None), job(2, time(9))]) == {}


def test_begin_and_end_on_one_day_say_how_long() -> None:
    assert job(minutes=None, work_end_time=time(9, 45)).minutes == 105


@pytest.mark.parametrize(
    "more", [{"work_end_time": time(7)}, {"work_end_time": time(9), "work_end_date": TUESDAY}]
)
def test_an_end_before_the_begin_or_on_another_day_does_not(more: dict[str, Any]) -> None:
    assert job(minutes=None, **more).minutes is None


def test_a_longer_job_is_done_on_each_of_its_days_that_is_asked() -> None:
    long = job(work_date=MONDAY, work_end_date=FRIDAY)
    assert long.days(TUESDAY, date(2026, 1, 14)) == [TUESDAY, date(2026, 1, 14)]
    assert long.days(date(2026, 1, 19), date(2026, 1, 25)) == []


def test_an_end_before_the_first_day_counts_as_that_day() -> None:
    assert job(work_date=TUESDAY, work_end_date=MONDAY).days(MONDAY, FRIDAY) == [TUESDAY]


def test_without_a_day_it_is_done_on_none() -> None:
    assert job(work_date=None).days(MONDAY, FRIDAY) == []
