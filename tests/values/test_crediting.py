from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonbrug.values.crediting import Charged, credit, left_of, takes, within
from bonbrug.values.money import cents, times

HIGH = Decimal(21)


def charged(quantity: str, price: str, rate: Decimal = HIGH) -> Charged:
    net = times(Decimal(quantity), Decimal(price))
    return Charged(Decimal(quantity), net, cents(net * rate / 100))


def test_the_whole_of_a_line_gives_back_what_it_charged() -> None:
    line = charged("1.5", "42.35")
    assert credit(line, Decimal("1.5"), Decimal("42.35"), HIGH) == Charged(
        Decimal("-1.5"), Decimal("-63.53"), Decimal("-13.34")
    )
    assert line.net + line.vat == Decimal("76.87")


def test_a_part_is_quantity_times_price() -> None:
    back = credit(charged("3", "3.95"), Decimal(2), Decimal("3.95"), HIGH)
    assert back == Charged(Decimal(-2), Decimal("-7.90"), Decimal("-1.66"))


def test_a_part_is_never_more_than_what_is_left() -> None:
    left = Charged(Decimal("0.6"), Decimal("0.01"), Decimal(0))
    back = credit(left, Decimal("0.5"), Decimal("0.05"), HIGH)
    assert (back.net, back.vat) == (Decimal("-0.01"), Decimal(0))


def test_a_part_of_a_line_below_zero_is_above_it() -> None:
    back = credit(charged("-2", "10"), Decimal(-1), Decimal(10), HIGH)
    assert back == Charged(Decimal(1), Decimal(10), Decimal("2.10"))


def test_what_is_left_is_the_line_and_all_that_was_given_back() -> None:
    given_back = [charged("-1", "3.95"), charged("-0.5", "3.95")]
    assert left_of(charged("3", "3.95"), given_back) == Charged(
        Decimal("1.5"), Decimal("5.92"), Decimal("1.24")
    )


@pytest.mark.parametrize(
    ("quantity", "left", "fits"),
    [
        ("1", "1", True),
        ("1.0001", "1", False),
        ("-1", "1", False),
        ("-1", "-1", True),
        ("-0.5", "-1", True),
        ("-1.5", "-1", False),
        ("1", "-1", False),
        ("0", "1", False),
        ("0", "-1", False),
        ("0.5", "0.4", False),
        ("1", "0", False),
        ("-1", "0", False),
    ],
)
def test_so_much_fits_or_not(quantity: str, left: str, fits: bool) -> None:
    assert within(Decimal(quantity), Decimal(left)) is fits


@pytest.mark.parametrize(
    ("before", "after", "does"),
    [
        ("2 10 2.10", "1 5 1.05", True),
        ("2 10 2.10", "0 0 0", True),
        ("-2 -10 -2.10", "-1 -5 -1.05", True),
        ("2 10 2.10", "1 10 2.10", True),
        ("2 10 2.10", "2 10 2.10", False),
        ("2 10 2.10", "2 5 1.05", False),
        ("2 10 2.10", "3 10 2.10", False),
        ("2 10 2.10", "-1 5 1.05", False),
        ("2 10 2.10", "1 10.01 2.10", False),
        ("2 10 2.10", "1 -0.01 2.10", False),
        ("2 10 2.10", "1 5 2.11", False),
        ("2 10 2.10", "1 5 -0.01", False),
        ("-2 -10 -2.10", "1 -5 -1.05", False),
        ("0 0 0", "0 0 0", False),
    ],
)
def test_something_is_taken_and_nothing_beyond_what_was_there(
    before: str, after: str, does: bool
) -> None:
    was, now = (Charged(*map(Decimal, text.split())) for text in (before, after))
    assert takes(was, now) is does


numbers = st.decimals(-20, 20, places=4)


@given(numbers, st.decimals(-50, 50, places=4), st.lists(st.integers(1, 99), max_size=6))
def test_parts_never_go_beyond_the_line_and_the_last_one_leaves_nothing(
    quantity: Decimal, price: Decimal, percentages: list[int]
) -> None:
    net = times(quantity, price)
    line = left = Charged(quantity, net, cents(net * HIGH / 100))
    for share in [*percentages, 100]:
        some = (left.quantity * share / 100).quantize(Decimal("0.0001"))
        left = left_of(left, [credit(left, some, price, HIGH)])
        for whole, rest in ((line.net, left.net), (line.vat, left.vat)):
            assert min(whole, Decimal(0)) <= rest <= max(whole, Decimal(0))
    assert (left.quantity, left.net, left.vat) == (Decimal(0),) * 3
