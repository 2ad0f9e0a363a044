"""From worked to charged minutes: rounded by what belongs together, and to the cent over lines."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonbrug.values.charged_time import Per, Rounding, Way, charged, charged_parts, rounded
from bonbrug.values.money import times
from bonbrug.values.quantity import charged_hours

MINUTES = st.lists(st.integers(1, 900), min_size=1, max_size=12)
PRICES = st.decimals(Decimal("0.01"), Decimal("100"), places=2)
RULES = st.builds(
    Rounding, st.sampled_from(Way), st.sampled_from((1, 5, 6, 10, 15, 30)), st.sampled_from(Per)
)


@pytest.mark.parametrize(
    ("minutes", "way", "step", "expected"),
    [
        (50, Way.UP, 15, 60),
        (60, Way.UP, 15, 60),
        (61, Way.UP, 30, 90),
        (1, Way.UP, 6, 6),
        (52, Way.NEAREST, 15, 45),
        (53, Way.NEAREST, 15, 60),
        (15, Way.NEAREST, 30, 30),
        (14, Way.NEAREST, 30, 0),
        (52, Way.EXACT, 15, 52),
        (52, Way.UP, 0, 52),
        (0, Way.UP, 15, 0),
    ],
)
def test_minutes_are_rounded_to_whole_steps(
    minutes: int, way: Way, step: int, expected: int
) -> None:
    assert rounded(minutes, way, step) == expected


def test_what_belongs_together_is_rounded_as_a_whole_and_the_longest_gains() -> None:
    rule = Rounding(Way.UP, 15, Per.DAY)
    assert charged([20, 50, 10], ["mon", "mon", "tue"], rule) == [20, 55, 15]


def test_each_period_by_itself_is_rounded_by_itself() -> None:
    assert charged([20, 50], [1, 2], Rounding(Way.UP, 15)) == [30, 60]


def test_what_is_lost_is_taken_from_the_longest_first_and_never_below_nothing() -> None:
    assert charged([4, 3], [0, 0], Rounding(Way.NEAREST, 15, Per.ORDER)) == [0, 0]


@given(MINUTES, RULES, st.integers(1, 4))
def test_rounded_wholes_are_whole_steps_and_less_than_a_step_away(
    minutes: list[int], rule: Rounding, groups: int
) -> None:
    wholes = [place % groups for place in range(len(minutes))]
    found = charged(minutes, wholes, rule)
    for group in set(wholes):
        before = sum(m for m, whole in zip(minutes, wholes, strict=True) if whole == group)
        after = sum(m for m, whole in zip(found, wholes, strict=True) if whole == group)
        assert after == rounded(before, rule.way, rule.step)
        assert abs(after - before) < rule.step
    assert min(found) >= 0


@given(MINUTES, PRICES)
def test_hours_over_lines_make_the_amount_of_all_minutes(
    minutes: list[int], price: Decimal
) -> None:
    quantities = charged_parts(minutes, price)
    assert quantities is not None
    whole = times(charged_hours(sum(minutes), price), price)
    assert sum(times(quantity, price) for quantity in quantities) == whole
    assert all(round(quantity, 4) == quantity for quantity in quantities)


@given(MINUTES, st.decimals(Decimal("100.01"), Decimal("900"), places=2))
def test_dear_hours_over_lines_make_that_amount_or_are_taken_together(
    minutes: list[int], price: Decimal
) -> None:
    quantities = charged_parts(minutes, price)
    whole = times(charged_hours(sum(minutes), price), price)
    assert quantities is None or sum(times(one, price) for one in quantities) == whole


def test_three_times_twenty_minutes_are_one_hour_over_three_lines() -> None:
    quantities = charged_parts([20, 20, 20], Decimal("52.50"))
    assert quantities is not None
    assert [times(one, Decimal("52.50")) for one in quantities] == [Decimal("17.50")] * 3
