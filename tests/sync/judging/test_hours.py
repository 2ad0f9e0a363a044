"""R2 and R4: one period by itself, and its day; both sides of every limit."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bonbrug.sync.model.settings import Limits
from tests.sync.judging.asking import codes, found, one, order
from tests.sync.judging.cases import DAY


@pytest.mark.parametrize(
    ("hours", "other", "asks"),
    [
        ("101 08:00-12:00 t4:01", {}, []),
        ("101 08:00-12:00 t4:02", {}, ["hours_contradict"]),
        ("101 08:00-12:00 t3:59", {}, []),
        ("101 08:00-12:00 t3:58", {}, ["hours_contradict"]),
        ("101 08:00-12:00 t4:15", {"rounding": 15}, []),
        ("101 08:00-12:00 t3:45", {"rounding": 15}, []),
        ("101 08:00-12:00 t4:16", {"rounding": 15}, ["hours_contradict"]),
        ("101 08:00-08:30 t2:00", {"minimum": "2"}, []),
        ("101 08:00-08:30 t1:30", {"minimum": "2"}, []),
        ("101 08:00-08:30 t2:01", {"minimum": "2"}, ["hours_contradict"]),
        ("101 08:00-08:30 t0:15", {"minimum": "2"}, ["hours_contradict"]),
        ("101 08:00-12:00 p239 t0:01", {}, []),
        ("101 08:00-12:00 p240 t0:01", {}, ["hours_break"]),
        ("101 20:00-06:00", {}, []),
        ("101 20:00-06:01", {}, ["hours_past_midnight"]),
        ("101 20:00-06:30 p30", {}, []),
        ("101 - t12:00", {}, []),
        ("? - t16:00", {}, []),
        ("? - t16:01", {}, ["hours_long"]),
        ("? 05:00-21:00", {}, []),
        ("? 05:00-21:01", {}, ["hours_long"]),
        ("101 08:00-08:00 t4:00", {}, []),
    ],
)
def test_a_period_is_asked_about_beyond_its_limit_only(
    hours: str, other: dict[str, Any], asks: list[str]
) -> None:
    assert codes(order(hours, **other)) == asks


def test_both_values_of_a_contradiction_are_named_with_their_line() -> None:
    doubtful = order("101 07:00-07:30", "102 08:00-12:00 p30 t999:05")
    assert one(doubtful) == (
        "hours_contradict", {"place": 2, "total": "999:05", "reckoned": "3:30"},
    )  # fmt: skip


def test_a_break_is_named_with_the_time_that_it_does_not_fit_in() -> None:
    facts = {"place": 1, "pause": 90, "begin": "08:00", "end": "09:00"}
    assert one(order("101 08:00-09:00 p90 t1:00")) == ("hours_break", facts)


def test_a_night_is_named_with_its_begin_and_end() -> None:
    facts = {"place": 1, "begin": "20:00", "end": "06:05"}
    assert one(order("101 20:00-06:05")) == ("hours_past_midnight", facts)


def test_a_long_period_is_named_with_its_length() -> None:
    assert one(order("? - t17:05")) == ("hours_long", {"place": 1, "total": "17:05"})


@pytest.mark.parametrize(
    ("days", "asks"), [(0, []), (1, []), (2, ["hours_day"]), (-62, []), (-63, ["hours_day"])]
)
def test_a_day_in_the_future_or_long_before_the_work_order_is_asked_about(
    days: int, asks: list[str]
) -> None:
    assert codes(order(f"101 08:00-12:00 d{days}")) == asks


def test_how_long_before_is_a_setting() -> None:
    limits = Limits(oldest_days=10)
    assert codes(order("101 08:00-12:00 d-10"), limits=limits) == []
    assert codes(order("101 08:00-12:00 d-11"), limits=limits) == ["hours_day"]


def test_an_unlikely_day_is_named_with_that_of_the_work_order() -> None:
    facts = {"place": 1, "date": "2018-07-18", "order_date": "2018-09-19"}
    assert one(order("101 08:00-12:00 d-63")) == ("hours_day", facts)


def test_without_a_day_of_the_work_order_the_work_is_compared_with_today() -> None:
    undated = replace(order("101 08:00-12:00 d-63"), day=None)
    assert codes(undated) == ["hours_day"]
    assert codes(replace(order("101 08:00-12:00 d-62"), day=None)) == []


def test_a_period_without_a_day_is_not_asked_about_its_day() -> None:
    hours = order("101 08:00-12:00")
    assert codes(replace(hours, periods=(replace(hours.periods[0], day=None),))) == []


def test_a_work_order_of_the_first_days_of_the_calendar_can_be_judged() -> None:
    early = replace(order("101 08:00-12:00 on0001-01-01"), day=date(1, 1, 2))
    assert codes(early) == []


@pytest.mark.parametrize(("ahead", "asks"), [(1, []), (2, ["order_day"])])
def test_a_work_order_of_the_future_is_asked_about(ahead: int, asks: list[str]) -> None:
    about = order(materials=["KIT 1 x 7.95"], day=str(DAY + timedelta(days=ahead)))
    assert codes(about) == asks


def test_a_work_order_of_the_future_is_named_with_today() -> None:
    about = order(materials=["KIT 1 x 7.95"], day="2018-10-01")
    assert one(about) == ("order_day", {"date": "2018-10-01", "today": "2018-09-19"})


@pytest.mark.parametrize(("day", "asks"), [(31, ["hours_closed_period"]), (32, [])])
def test_work_in_a_closed_period_is_asked_about(day: int, asks: list[str]) -> None:
    limits = Limits(closed_until=date(2018, 8, 31))
    worked = date(2018, 8, 1) + timedelta(days=day - 1)
    about = order(f"101 08:00-12:00 on{worked}")
    assert codes(about, limits=limits) == asks
    for each in found(about, limits=limits):
        assert each.facts == {"place": 1, "date": "2018-08-31", "until_day": "2018-08-31"}
