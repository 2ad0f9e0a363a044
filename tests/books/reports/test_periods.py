"""Months, quarters and years fit together without a gap or a double day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from bonbrug.books.reports.periods import MONTHS, QUARTERS, Period, period_of, quarter_of

YEARS = range(1900, 2200)


@pytest.mark.parametrize("year", [2018, 2020, 2100])
@pytest.mark.parametrize("parts", [QUARTERS, MONTHS])
def test_the_parts_of_a_year_follow_each_other_and_fill_it(
    year: int, parts: tuple[str, ...]
) -> None:
    whole, found = Period(year, "jaar"), [Period(year, part) for part in parts]
    assert (found[0].first, found[-1].last) == (whole.first, whole.last)
    for one, following in pairwise(found):
        assert one.last + timedelta(days=1) == following.first


@pytest.mark.parametrize(("day", "code"), [("2018-09-30", "2018-k3"), ("2018-10-01", "2018-k4")])
def test_a_day_falls_in_its_quarter(day: str, code: str) -> None:
    assert quarter_of(date.fromisoformat(day)).code == code


@pytest.mark.parametrize("code", ["2018-k3", "2018-jaar", "2018-12"])
def test_an_address_gives_the_period_back(code: str) -> None:
    period = period_of(code, YEARS)
    assert period is not None
    assert period.code == code


@pytest.mark.parametrize("code", ["", "2018", "2018-k5", "2018-0", "2018-13", "0000-k1", "x-k1"])
def test_what_is_no_period_is_refused(code: str) -> None:
    assert period_of(code, YEARS) is None
