"""Each rate begins on its day, and the day before it still had the one before."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from bonbrug.values.vat import line_vat
from bonbrug.values.vat_rates import RATES, Level, changes, rate_on

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("level", "first", "before", "after"),
    [
        (Level.HIGH, date(2001, 1, 1), "17.5", "19"),
        (Level.HIGH, date(2012, 10, 1), "19", "21"),
        (Level.LOW, date(2019, 1, 1), "6", "9"),
    ],
)
def test_a_rate_holds_from_its_first_day_on(
    level: Level, first: date, before: str, after: str
) -> None:
    assert rate_on(level, first - DAY) == Decimal(before)
    assert rate_on(level, first) == Decimal(after)
    assert rate_on(level, first + DAY) == Decimal(after)
    assert changes(level, first - DAY, first)
    assert not changes(level, first, first + DAY)


def test_before_the_table_begins_the_oldest_rate_is_taken() -> None:
    assert rate_on(Level.HIGH, date(1980, 1, 1)) == Decimal("17.5")
    assert rate_on(Level.LOW, date(1980, 1, 1)) == 6


def test_a_rate_that_did_not_change_that_day_is_the_same_on_both_days() -> None:
    assert not changes(Level.LOW, date(2012, 9, 30), date(2012, 10, 1))


def test_every_rate_names_its_source_and_they_follow_each_other() -> None:
    assert all("article 9" in rate.source for rate in RATES)
    for level in Level:
        days = [rate.first for rate in RATES if rate.level is level]
        assert days == sorted(set(days))


@pytest.mark.parametrize(
    ("code", "day", "charged"),
    [
        ("HOOG_VERK", date(2000, 12, 31), "17.50"),
        ("HOOG_VERK", date(2001, 1, 1), "19.00"),
        ("HOOG_VERK", date(2012, 9, 30), "19.00"),
        ("HOOG_INK", date(2012, 10, 1), "21.00"),
        ("LAAG_INK", date(2018, 12, 31), "6.00"),
        ("LAAG_VERK", date(2019, 1, 1), "9.00"),
        ("HOOG_VERK_21", date(2012, 9, 30), "21.00"),
        ("LAAG_VERK_9", date(2018, 12, 31), "9.00"),
    ],
)
def test_a_code_of_the_books_charges_the_rate_of_the_day_or_its_own(
    code: str, day: date, charged: str
) -> None:
    assert line_vat(Decimal(100), code, day) == Decimal(charged)
