"""R1 and R3: what one employee did on one day, here and on other work orders."""

import pytest

from tests.sync.judging.asking import codes, elsewhere, found, one, order


@pytest.mark.parametrize(
    ("hours", "others", "asks"),
    [
        (["101 06:00-12:00", "101 13:00-19:00"], [], []),
        (["101 06:00-12:00", "101 13:00-19:01"], [], ["hours_of_day"]),
        (["101 06:00-12:00", "102 13:00-19:01"], [], []),
        (["101 06:00-12:00", "101 13:00-19:01 d-1"], [], []),
        (["101 06:00-12:00"], ["101 13:00-19:00"], []),
        (["101 06:00-12:00"], ["101 13:00-19:01"], ["hours_of_day"]),
        (["101 06:00-12:00"], ["102 13:00-19:01"], []),
        (["101 06:00-12:00"], ["101 13:00-19:01 d-1"], []),
        (["101 - t16:00", "101 - t8:00"], [], ["hours_of_day"]),
        (["101 - t16:00", "101 - t8:01"], [], ["hours_over_a_day"]),
        (["101 - t12:00"], ["101 - t12:01"], ["hours_of_day"]),
        (["? - t12:00", "? - t12:01"], [], []),
    ],
)
def test_a_long_day_is_asked_about_and_a_longer_one_than_there_is_refused(
    hours: list[str], others: list[str], asks: list[str]
) -> None:
    assert codes(order(*hours), work=elsewhere(*others)) == asks


def test_a_long_day_is_named_with_what_was_done_here_and_in_all() -> None:
    about = order("101 06:00-12:00", "101 12:00-12:30 REIS")
    facts = {"employee": "101", "date": "2018-09-19", "total": "6:30", "whole": "12:31"}
    assert one(about, work=elsewhere("101 13:00-19:01")) == ("hours_of_day", facts)


def test_a_break_that_eats_the_work_takes_nothing_off_the_day() -> None:
    about = order("101 06:00-12:00", "101 13:00-19:01", "101 20:00-20:10 p60 t0:10")
    assert codes(about) == ["hours_break", "hours_of_day"]


def test_nothing_is_said_of_a_day_on_which_only_others_worked_long() -> None:
    assert codes(order("102 08:00-12:00"), work=elsewhere("101 - t20:00")) == []


@pytest.mark.parametrize(
    ("first", "second", "asks"),
    [
        ("101 08:00-12:00", "101 12:00-16:00", []),
        ("101 08:00-12:00", "101 11:59-16:00", ["overlap"]),
        ("101 08:00-12:00", "101 08:00-12:00", ["twice"]),
        ("101 08:00-12:00", "101 08:00-12:00 REIS", ["twice"]),
        ("101 08:00-12:00", "102 08:00-12:00", []),
        ("101 08:00-12:00", "101 08:00-12:00 d-1", []),
        ("101 22:00-06:00 d-1", "101 05:59-08:00", ["overlap"]),
        ("101 22:00-06:00 d-1", "101 06:00-08:00", []),
        ("101 - t4:00", "101 - t4:00", []),
    ],
)
def test_hours_at_the_same_time_are_asked_about_here_and_elsewhere(
    first: str, second: str, asks: list[str]
) -> None:
    assert codes(order(first, second)) == [f"hours_{code}" for code in asks]
    beside = codes(order(second), work=elsewhere(first))
    assert beside == [f"hours_{code}_elsewhere" for code in asks]


def test_of_nobody_in_particular_only_the_same_hours_are_asked_about() -> None:
    assert codes(order("? 08:00-12:00", "? 11:00-14:00")) == []
    assert codes(order("? 08:00-12:00", "? 08:00-12:00")) == ["hours_twice"]


def test_both_lines_are_named() -> None:
    about = order("102 07:00-08:00", "101 08:00-12:00", "101 11:00-13:00", "101 11:00-13:00")
    facts = [dict(each.facts) for each in found(about)]
    assert facts == [
        {"place": 2, "other": 3, "employee": "101"},
        {"place": 2, "other": 4, "employee": "101"},
        {"place": 3, "other": 4},
    ]


def test_the_other_work_order_is_named() -> None:
    about, others = order("102 07:00-08:00", "101 08:00-12:00"), elsewhere("101 11:00-13:00")
    facts = {"place": 2, "employee": "101", "other_order": "WB-OTHER"}
    assert one(about, work=others) == ("hours_overlap_elsewhere", facts)


def test_who_is_named_nowhere_is_nobody_elsewhere_either() -> None:
    assert codes(order("? 08:00-12:00"), work=elsewhere("101 08:00-12:00")) == []
