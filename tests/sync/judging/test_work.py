"""What a job keeps of its work order, so that others can be judged by it."""

from dataclasses import replace
from datetime import date, time

import pytest

from bonbrug.sync.judging.work import (
    days_of,
    likeness,
    read_work,
    remembered,
    work_of,
    written_work,
)
from bonbrug.sync.model.history import KnownOrder
from bonbrug.sync.model.records import WorkOrder, as_period
from bonbrug.values.period_doubts import Period
from tests.sync.judging.asking import order

MIXED = order("101 08:00-12:30 p30", "102 - t2:05 d-3", "? 08:00-09:00", "103 22:00-01:15")


def test_what_is_written_reads_back_as_it_was() -> None:
    known = KnownOrder(MIXED.row_id, MIXED.number, work=written_work(MIXED))
    assert list(read_work(known)) == list(work_of(MIXED))
    assert [one.employee for one in read_work(known)] == ["101", "102", "103"]
    assert {(one.row_id, one.number) for one in read_work(known)} == {("case", "WB-0case")}


def test_strange_employee_numbers_are_kept_as_they_are() -> None:
    odd = replace(MIXED, periods=(replace(MIXED.periods[0], employee='a|"b"\n;é'),))
    (read,) = read_work(KnownOrder("1", "1", work=written_work(odd)))
    assert read.employee == 'a|"b"\n;é'
    assert "é" in written_work(odd)


def test_who_is_nobody_or_worked_on_no_day_is_not_kept() -> None:
    (first, *_) = MIXED.periods
    assert written_work(replace(MIXED, periods=(replace(first, employee=""),))) == ""
    assert written_work(replace(MIXED, periods=(replace(first, day=None),))) == ""
    assert list(read_work(KnownOrder("1", "1"))) == []


def test_a_work_order_without_a_number_is_called_by_its_id() -> None:
    (read, *_) = work_of(replace(MIXED, number=""))
    assert read.number == "case"


def test_the_days_of_the_work_are_kept_beside_it() -> None:
    first, last = date(2018, 9, 16), date(2018, 9, 19)
    assert days_of(MIXED) == (first, last)
    kept = remembered(MIXED)
    assert kept == {
        "likeness": likeness(MIXED), "work": written_work(MIXED),
        "worked_first": first, "worked_last": last,
    }  # fmt: skip
    nobody = remembered(order("? 08:00-09:00"))
    assert (nobody["work"], nobody["worked_first"], nobody["worked_last"]) == ("", None, None)


def test_times_are_minutes_of_their_day_and_the_same_twice_is_a_total() -> None:
    (period, *_) = MIXED.periods
    day = date(2018, 9, 19).toordinal()
    assert as_period(period) == Period(day, 480, 750, 30, 240)
    assert as_period(replace(period, begin=None)) == Period(day, total=240)
    assert as_period(replace(period, end=None)) == Period(day, total=240)
    assert as_period(replace(period, begin=time(9), end=time(9))) == Period(day, total=240)
    assert as_period(replace(period, day=None)).day == 0


def varied(
    first: str = "101 08:00-12:00",
    kit: str = "KIT 1 x 7.95",
    buis: str = "BUIS 2 x 4.55",
    **other: str,
) -> WorkOrder:
    """Return the same work order, with one line of it in other words."""
    return order(first, "102 08:00-10:00", materials=[kit, buis], **other)


SAME = varied()
ALIKE = {
    "its number, text and signature": replace(
        SAME, row_id="9", number="9", description="", signed=True
    ),
    "lines in another order": replace(
        SAME, periods=SAME.periods[::-1], materials=SAME.materials[::-1]
    ),
    "a code in another case": varied(
        kit="kit 1.0 x 7.950", buis="buis 2 x 4.55 = 9.10", customer="test1"
    ),
    "a remark": varied("101 08:00-12:00 : keuken"),
}
OTHER = {
    "another customer": varied(customer="K2"),
    "another day": replace(SAME, day=date(2018, 9, 20)),
    "another quantity": varied(kit="KIT 2 x 7.95"),
    "another price": varied(buis="BUIS 2 x 4.50"),
    "another article": varied(buis="KNIE 2 x 4.55"),
    "one line less": replace(SAME, periods=SAME.periods[:1]),
    "a colleague": varied("103 08:00-12:00"),
    "other times": varied("101 09:00-13:00"),
    "another begin": varied("101 08:30-12:00 t4:00"),
    "another end": varied("101 08:00-12:30 p30"),
    "travel instead of work": varied("101 08:00-12:00 REIS"),
    "work of the day before": varied("101 08:00-12:00 d-1"),
    "another total": varied("101 08:00-12:00 t4:01"),
}


@pytest.mark.parametrize("what", ALIKE)
def test_this_makes_it_no_other_work(what: str) -> None:
    assert likeness(ALIKE[what]) == likeness(SAME)


@pytest.mark.parametrize("what", OTHER)
def test_this_makes_it_other_work(what: str) -> None:
    assert likeness(OTHER[what]) != likeness(SAME)


def test_lines_without_a_code_are_known_by_their_name() -> None:
    def named(name: str) -> WorkOrder:
        (kit, buis) = SAME.materials
        return replace(SAME, materials=(replace(kit, code="", name=name), buis))

    assert likeness(named("Kit")) == likeness(named("KIT "))
    assert likeness(named("Kit")) != likeness(named("Voeg"))
