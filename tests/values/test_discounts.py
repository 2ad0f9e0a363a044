"""What a discount leaves."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonbrug.values.discounts import discounted, together

PERCENTAGES = st.decimals(0, 100, places=4)


@pytest.mark.parametrize(
    ("quantity", "price", "percentage", "left"),
    [
        ("2", "2.50", "0", "5.00"),
        ("1", "7.95", "10", "7.16"),
        ("3", "0.335", "50", "0.50"),
        ("1", "0.01", "50", "0.01"),
        ("-2", "7.95", "10", "-14.31"),
        ("5", "99.99", "100", "0.00"),
    ],
)
def test_the_amount_is_rounded_once(quantity: str, price: str, percentage: str, left: str) -> None:
    assert str(discounted(Decimal(quantity), Decimal(price), Decimal(percentage))) == left


def test_a_second_discount_is_taken_of_what_the_first_left() -> None:
    assert together(Decimal(10), Decimal(5)) == Decimal("14.5")


@given(PERCENTAGES, PERCENTAGES)
def test_discounts_together_are_one_percentage(one: Decimal, other: Decimal) -> None:
    both = together(one, other)
    assert max(one, other) <= both <= 100
    assert both == together(other, one)


@given(st.decimals(-1000, 1000, places=3), st.decimals(0, 1000, places=4), PERCENTAGES)
def test_a_returned_line_takes_off_what_it_cost(
    quantity: Decimal, price: Decimal, percentage: Decimal
) -> None:
    there, back = (discounted(sign * quantity, price, percentage) for sign in (1, -1))
    assert there == -back
