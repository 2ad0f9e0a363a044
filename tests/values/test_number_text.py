"""One reader of what people type: it says what a text may mean, and never chooses."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonbrug.values.number_text import number_text, numbers_in

CERTAIN = [
    ("1.250,00", "1250"), ("1,250.00", "1250"), ("1250", "1250"), ("1250,5", "1250.5"),
    ("1.250.000", "1250000"), ("1,250,000", "1250000"), ("1 250", "1250"),
    ("1\u202f250,5", "1250.5"),
    ("1'250", "1250"), ("1’250,50", "1250.50"), ("0,125", "0.125"), ("0.250", "0.25"),
    ("1250.000", "1250"), ("1,2500", "1.25"), (",5", "0.5"), ("5.", "5"), ("12,-", "12"),
    ("12,–", "12"), ("€ -5", "-5"), ("-€\u00a05", "-5"), ("− 5", "-5"), ("－５，５", "-5.5"),
    ("+5", "5"), ("12,50 euro", "12.50"), ("EUR 3", "3"), ("٣,٥", "3.5"), ("-0", "0"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), CERTAIN)
def test_what_can_mean_one_number_is_read(text: str, number: str) -> None:
    assert numbers_in(text) == (Decimal(number),)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [("1.250", "1250", "1.25"), ("1,250", "1250", "1.25"), ("-12.500", "-12500", "-12.5"),
     ("1 250.000", "1250000", "1250"), ("999,999", "999999", "999.999")],
)  # fmt: skip
def test_what_can_mean_two_numbers_gives_both(text: str, first: str, second: str) -> None:
    assert numbers_in(text) == (Decimal(first), Decimal(second))


@pytest.mark.parametrize(
    "text",
    ["", "-", "€", ",", "twaalf", "1e3", "1E+3", "NaN", "Infinity", "-inf", "²", "½", "5 m", "5%",
     "5 stuks", "3x4", "12 50", "1.25,00", "1.2.3", "1,2,3", "1..5", "--1", "1-2", "0x10", "1_000",
     "9" * 13, "1" * 41, "12:30", "1,250,00"],
)  # fmt: skip
def test_what_is_no_number_is_not_read(text: str) -> None:
    assert numbers_in(text) == ()


@given(st.decimals(-(10**11), 10**11, places=6), st.integers(0, 6), st.booleans())
def test_what_is_written_is_read_back_equal(number: Decimal, places: int, grouped: bool) -> None:
    assert numbers_in(number_text(number, places, grouped=grouped)) == (number,)


@given(st.integers(0, 10**11), st.integers(0, 10**4 - 1), st.integers(1, 4), st.sampled_from(".,"))
def test_whoever_means_a_number_finds_it_among_the_readings(
    whole: int, part: int, places: int, sign: str
) -> None:
    """With plain digits, and with groups of the other sign, as people write both."""
    decimals = f"{part:04}"[:places]
    meant = Decimal(f"{whole}.{decimals}")
    other = "," if sign == "." else "."
    assert meant in numbers_in(f"{whole}{sign}{decimals}")
    assert meant in numbers_in(f"{whole:,}".replace(",", other) + sign + decimals)
    assert Decimal(whole) in numbers_in(f"{whole:,}".replace(",", sign))


@given(st.text(alphabet="0123456789.,' -€", max_size=20))
def test_two_readings_always_differ_a_thousandfold(text: str) -> None:
    meant = numbers_in(text)
    assert len(meant) < 3
    if len(meant) == 2:
        assert meant[0] == meant[1] * 1000
