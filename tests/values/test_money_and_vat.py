from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonbrug.values.money import cents, plain, times, total
from bonbrug.values.vat import CODES, Totals, line_vat, sale_code, totals

amounts = st.decimals("-99999", "99999", places=4, allow_nan=False, allow_infinity=False)
TODAY = date(2026, 1, 12)


def test_half_a_cent_is_rounded_up() -> None:
    assert cents(Decimal("0.005")) == Decimal("0.01")
    assert cents(Decimal("-0.005")) == Decimal("-0.01")


def test_the_recorded_invoice_of_the_wire_is_reproduced_to_the_cent() -> None:
    lines = [(times(Decimal("1.5"), Decimal(42)), "HOOG_VERK_21")]
    lines.append((times(Decimal(3), Decimal("3.95")), "HOOG_VERK_21"))
    assert totals(lines, date(2018, 9, 19)) == Totals(
        Decimal("74.85"), Decimal("15.72"), Decimal("90.57")
    )


def test_totals_that_do_not_add_up_cannot_exist() -> None:
    with pytest.raises(ValueError, match="is not"):
        Totals(Decimal(100), Decimal(21), Decimal(120))


@given(st.lists(st.tuples(amounts.map(cents), st.sampled_from(sorted(CODES))), max_size=30))
def test_net_and_vat_always_make_gross(lines: list[tuple[Decimal, str]]) -> None:
    result = totals(lines, TODAY)
    assert result.net + result.vat == result.gross
    assert result.net == total(net for net, _ in lines)


def test_reversed_vat_charges_nothing() -> None:
    assert line_vat(Decimal(100), "VERL_VERK", TODAY) == 0


def test_the_low_rate_depends_on_the_date() -> None:
    assert line_vat(Decimal(100), "LAAG_VERK", date(2018, 12, 31)) == 6
    assert line_vat(Decimal(100), "LAAG_VERK", date(2019, 1, 1)) == 9


def test_a_purchase_code_may_not_stand_on_a_sales_invoice() -> None:
    assert sale_code("HOOG_INK_21") is None
    assert sale_code("HOOG_VERK_21") is not None
    assert sale_code("ONZIN") is None


@pytest.mark.parametrize(
    ("amount", "text"), [("50.820", "50.82"), ("42.00", "42"), ("0.00", "0"), ("1E+3", "1000")]
)
def test_amounts_are_written_without_padding(amount: str, text: str) -> None:
    assert plain(Decimal(amount)) == text


def test_a_code_as_the_manual_prints_it_is_the_code_of_the_wire() -> None:
    found = sale_code("LAAG_VERK_L9")
    assert found is not None
    assert found.code == "VERL_VERK_L9"
    assert sale_code("VERL_INK_LG") is None


def test_the_other_rate_may_stand_on_a_sale() -> None:
    assert sale_code("AFW") is not None
