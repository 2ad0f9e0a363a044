"""One line of material that a person would look at twice: both sides of each limit."""

from decimal import Decimal

import pytest

from bonbrug.values.line_doubts import doubts_about_line


@pytest.mark.parametrize(
    ("quantity", "price", "listed", "asks"),
    [
        ("1000", "2.50", None, []),
        ("1000.001", "2.50", None, ["quantity_large"]),
        ("871123456", "2.50", "2.50", ["quantity_large"]),
        ("-1001", "0.01", None, ["quantity_large"]),
        ("4", "2500", None, []),
        ("4", "2500.01", None, ["amount_large"]),
        ("-4", "2500.01", None, ["amount_large"]),
        ("1", "3.12", "2.50", []),
        ("1", "3.125", "2.50", ["price_apart"]),
        ("1", "1.88", "2.50", []),
        ("1", "1.875", "2.50", ["price_apart"]),
        ("1", "250", "2.50", ["price_apart"]),
        ("1", "0", "2.50", ["price_apart"]),
        ("1", "12", "0", []),
        ("2", "9000", "9.00", ["amount_large", "price_apart"]),
    ],
)
def test_a_line_is_asked_about(
    quantity: str, price: str, listed: str | None, asks: list[str]
) -> None:
    known = None if listed is None else Decimal(listed)
    found = doubts_about_line(Decimal(quantity), Decimal(price), known)
    assert [doubt.code for doubt in found] == asks
