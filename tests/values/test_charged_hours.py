"""Hours are minutes until the last moment."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonbrug.values.money import cents, spread, times
from bonbrug.values.quantity import charged_hours

prices = st.decimals("0.01", "99.99", places=2)


@pytest.mark.parametrize(
    ("minutes", "price", "hours"),
    [(60, "52.50", "1"), (10, "50", "0.1666"), (20, "45", "0.3333"), (90, "42.1234", "1.5")],
)
def test_a_quantity_makes_the_amount_of_the_whole_minutes(
    minutes: int, price: str, hours: str
) -> None:
    assert charged_hours(minutes, Decimal(price)) == Decimal(hours)


@given(st.integers(1, 10_000), prices)
def test_no_price_below_a_hundred_makes_another_amount(minutes: int, price: Decimal) -> None:
    assert times(charged_hours(minutes, price), price) == cents(minutes * price / 60)


@given(st.decimals("0", "9999", places=2), st.lists(st.integers(0, 999), min_size=1).filter(any))
def test_the_parts_add_up_and_none_is_a_cent_off(whole: Decimal, weights: list[int]) -> None:
    parts = spread(whole, weights)
    assert sum(parts) == whole
    exact = [whole * weight / sum(weights) for weight in weights]
    assert all(
        abs(part - share) < Decimal("0.01") for part, share in zip(parts, exact, strict=True)
    )


def test_a_third_of_an_amount_gets_the_cent_that_is_left() -> None:
    assert spread(Decimal("10.00"), [1, 1, 1]) == [
        Decimal("3.34"), Decimal("3.33"), Decimal("3.33"),
    ]  # fmt: skip
