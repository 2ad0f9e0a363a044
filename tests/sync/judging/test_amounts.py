"""R5: what stands out by its size, at both sides of every limit."""

from decimal import Decimal

import pytest

from bonbrug.sync.judging.amounts import is_worth_asking
from bonbrug.sync.judging.usual import Usual
from bonbrug.sync.model.settings import Limits
from tests.sync.judging.asking import codes, line, one, order

ABOUT = order(materials=["KIT 1 x 7.95"])
USUAL = Usual(Decimal(300), Decimal(900), {"buis": Decimal(30)})


@pytest.mark.parametrize(
    ("lines", "asks"),
    [
        ([("1000", "4.55")], []),
        ([("1000.01", "0.01")], ["quantity_large"]),
        ([("-1000.01", "0.01"), ("1", "500")], ["quantity_large"]),
        ([("1", "10000.00")], []),
        ([("1", "10000.01")], ["quantity_large"]),
        ([("2", "5000.01")], ["quantity_large"]),
        ([("-1", "10000.01"), ("1", "10000.00"), ("1", "0.02")], ["quantity_large"]),
        ([("1", "10000"), ("1", "10000"), ("1", "5000")], []),
        ([("1", "10000"), ("1", "10000"), ("1", "5000.01")], ["invoice_large"]),
        ([("1", "10000.01"), ("1", "10000"), ("1", "5000.01")], ["quantity_large"]),
        ([("1", "10"), ("-1", "10")], []),
        ([("1", "10"), ("-1", "10.01")], ["negative_total"]),
        ([("1", "10"), ("-1001", "10")], ["quantity_large", "negative_total"]),
    ],
)
def test_fixed_limits_hold_from_the_first_invoice_on(
    lines: list[tuple[str, str]], asks: list[str]
) -> None:
    assert codes(ABOUT, *(line(*each) for each in lines)) == asks


@pytest.mark.parametrize(
    ("lines", "asks"),
    [
        ([("150", "1.00")], []),
        ([("150.01", "1.00")], ["quantity_unusual"]),
        ([("-150.01", "1.00"), ("1", "200")], ["quantity_unusual"]),
        ([("999", "1.00", "KNIE")], []),
        ([("1", "1500.00")], []),
        ([("1", "1500.01")], ["amount_unusual"]),
        ([("-1", "1500.01"), ("1", "1500"), ("1", "1")], ["amount_unusual"]),
        ([("1", "1500"), ("1", "1500"), ("1", "1500")], []),
        ([("1", "1500"), ("1", "1500"), ("1", "1500"), ("1", "0.01")], ["invoice_unusual"]),
        ([("1", "10000.01")], ["quantity_large"]),
        ([("1", "1500.01"), ("1", "1500"), ("1", "1500")], ["amount_unusual"]),
    ],
)
def test_five_times_what_is_usual_is_still_believed(
    lines: list[tuple[str, ...]], asks: list[str]
) -> None:
    assert codes(ABOUT, *(line(*each) for each in lines), usual=USUAL) == asks


@pytest.mark.parametrize(
    ("lines", "asks"),
    [
        ([("100", "1.00")], []),
        ([("101", "1.00")], ["quantity_unusual"]),
        ([("1", "1000.00")], []),
        ([("1", "1000.01")], ["amount_unusual"]),
        ([("1", "1000"), ("1", "1000"), ("1", "500")], []),
        ([("1", "1000"), ("1", "1000"), ("1", "500.01")], ["invoice_unusual"]),
    ],
)
def test_below_a_tenth_of_the_fixed_limits_nothing_is_unusual(
    lines: list[tuple[str, str]], asks: list[str]
) -> None:
    tiny = Usual(Decimal(1), Decimal(1), {"buis": Decimal("0.1")})
    assert codes(ABOUT, *(line(*each) for each in lines), usual=tiny) == asks


def test_every_limit_is_a_setting() -> None:
    limits = Limits(most_pieces=10, most_of_a_line=Decimal(50), most_of_an_invoice=Decimal(60))
    assert codes(ABOUT, line("11", "1"), limits=limits) == ["quantity_large"]
    assert codes(ABOUT, line("1", "50.01"), limits=limits) == ["quantity_large"]
    assert codes(ABOUT, line("1", "50"), line("1", "10.01"), limits=limits) == ["invoice_large"]
    twice = Limits(unusual_times=2)
    assert codes(ABOUT, line("101", "1"), usual=USUAL, limits=twice) == ["quantity_unusual"]


def test_what_clashes_is_named() -> None:
    named = {"article": "BUIS", "quantity": "2000", "amount": "9100"}
    most = {"pieces": 1000, "most": "10000"}
    assert one(ABOUT, line("2000", "4.55")) == ("quantity_large", named | most)
    named = {"article": "BUIS", "quantity": "200", "amount": "200"}
    facts = named | {"usual_quantity": "30"}
    assert one(ABOUT, line("200", "1"), usual=USUAL) == ("quantity_unusual", facts)
    named = {"article": "BUIS", "quantity": "1", "amount": "1600"}
    assert one(ABOUT, line("1", "1600"), usual=USUAL) == (
        "amount_unusual",
        named | {"usual": "300"},
    )
    thrice = [line("1", "9000")] * 3
    assert one(ABOUT, *thrice) == ("invoice_large", {"amount": "27000", "most": "25000"})
    four = [line("1", "1200")] * 4
    assert one(ABOUT, *four, usual=USUAL) == ("invoice_unusual", {"amount": "4800", "usual": "900"})
    assert one(ABOUT, line("-1", "5")) == ("negative_total", {"amount": "-5"})


@pytest.mark.parametrize(
    ("lines", "worth"),
    [
        ([("100", "1")], False),
        ([("100.01", "1")], True),
        ([("-100.01", "1")], True),
        ([("1", "1000")], False),
        ([("1", "1000.01")], True),
        ([("-1", "1000.01")], True),
        ([("1", "1000"), ("1", "1000"), ("1", "500")], False),
        ([("1", "1000"), ("1", "1000"), ("-1", "500.01")], True),
        ([], False),
    ],
)
def test_what_is_usual_is_looked_up_only_for_what_is_worth_asking_about(
    lines: list[tuple[str, str]], *, worth: bool
) -> None:
    assert is_worth_asking([line(*each) for each in lines], Limits()) is worth
