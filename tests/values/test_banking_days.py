"""The days on which banks settle."""

from datetime import date

import pytest

from bonbrug.values.banking_days import easter, on_or_after, settles


@pytest.mark.parametrize(
    "day",
    [
        date(2018, 9, 22), date(2018, 9, 23), date(2024, 1, 1), date(2024, 3, 29),
        date(2024, 4, 1), date(2024, 5, 1), date(2024, 12, 25), date(2024, 12, 26),
    ],
)  # fmt: skip
def test_banks_are_closed(day: date) -> None:
    assert not settles(day)


@pytest.mark.parametrize(
    "day", [date(2018, 9, 19), date(2024, 3, 28), date(2024, 4, 2), date(2024, 12, 27)]
)
def test_banks_are_open(day: date) -> None:
    assert settles(day)


def test_ascension_day_and_king_s_day_are_ordinary_days_for_banks() -> None:
    assert settles(date(2023, 4, 27))
    assert settles(date(2024, 5, 9))


def test_the_next_day_skips_a_whole_easter_weekend() -> None:
    assert on_or_after(date(2024, 3, 29)) == date(2024, 4, 2)


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1981, date(1981, 4, 19)), (2000, date(2000, 4, 23)), (2008, date(2008, 3, 23)),
        (2018, date(2018, 4, 1)), (2025, date(2025, 4, 20)), (2038, date(2038, 4, 25)),
    ],
)  # fmt: skip
def test_easter_is_a_known_sunday(year: int, day: date) -> None:
    assert easter(year) == day
