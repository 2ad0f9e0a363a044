"""VAT rounded per line, as the books do, keeps every rule about sums, whatever the lines are."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from bonbrug.books.actions.invoice_draft import MOST_LINES
from bonbrug.books.documents.einvoice import breakdown, turned
from bonbrug.books.documents.vat_categories import category_of
from bonbrug.books.models import Invoice, InvoiceLine
from bonbrug.values import money, vat
from bonbrug.wire.ubl.records import TaxCategory
from bonbrug.wire.ubl.rules.totals import MOST_OFF, is_near

DAY = date(2026, 11, 28)
EXEMPT = TaxCategory("E", Decimal(0), "Vrijgesteld")
FOUR = st.decimals("-9999.9999", "9999.9999", places=4)
CODES = st.sampled_from(["HOOG_VERK_21", "LAAG_VERK_9", "GEEN", "VERL_VERK"])
ROWS = st.lists(st.tuples(FOUR, FOUR, CODES), min_size=1, max_size=12)
Rows = list[tuple[Decimal, Decimal, str]]


def lines_of(rows: Rows) -> list[InvoiceLine]:
    return [InvoiceLine(quantity=many, price=price, vat_code=code) for many, price, code in rows]


def charged(lines: list[InvoiceLine]) -> list[tuple[InvoiceLine, TaxCategory]]:
    for line in lines:
        line.invoice = Invoice(date=DAY)
    return [(line, category_of(line, EXEMPT)) for line in lines]


@settings(deadline=None)
@given(made=ROWS)
def test_the_breakdown_adds_up_to_the_totals_of_the_books(made: Rows) -> None:
    rows = charged(lines := lines_of(made))
    sums = vat.totals(((line.net, line.vat_code) for line in lines), DAY)
    shares = breakdown(rows, 1)
    assert money.total(share.taxable or Decimal(0) for share in shares) == sums.net
    assert money.total(share.tax or Decimal(0) for share in shares) == sums.vat
    assert all(is_near(share) for share in shares)


@settings(deadline=None)
@given(made=ROWS)
def test_what_is_given_back_is_the_same_with_the_other_sign(made: Rows) -> None:
    rows = charged(lines_of(made))
    for there, back in zip(breakdown(rows, 1), breakdown(rows, -1), strict=True):
        assert (there.taxable, there.tax) == (turned(back.taxable or Decimal(0), -1),
                                              turned(back.tax or Decimal(0), -1))  # fmt: skip


def test_the_most_lines_that_all_round_up_stay_within_the_slack() -> None:
    """0.50 at 21 % is 0.105, and each line rounds it half a cent up."""
    lines = [InvoiceLine(quantity=Decimal(1), price=Decimal("0.50"), vat_code="HOOG_VERK_21")]
    (share,) = breakdown(charged(lines * MOST_LINES), 1)
    assert share.tax == Decimal("11.00")
    assert share.taxable == Decimal("50.00")
    assert Decimal("0.4") < share.tax - share.taxable * 21 / 100 < MOST_OFF
    assert is_near(share)
