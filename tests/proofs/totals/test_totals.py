"""The engine, the books and exact arithmetic agree on every invoice, to the cent."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bonbrug.sync.drafting.invoice import expected_totals
from tests.proofs.totals.comparing import cents_of, differing
from tests.proofs.totals.exact import exact_cents
from tests.proofs.totals.invoices import SALES, invoices

SAMPLE = 10_000


def test_ten_thousand_random_invoices_are_the_same_to_the_cent() -> None:
    assert list(differing(20_261_128, SAMPLE)) == []


def test_the_sample_has_every_code_credits_and_four_decimals() -> None:
    made = list(invoices(7, 2_000))
    lines = [line for invoice in made for line in invoice.lines]
    assert {line.vat_code for line in lines} == set(SALES)
    assert any(expected_totals(invoice).gross < 0 for invoice in made)
    assert any(line.quantity.as_tuple().exponent == -4 for line in lines)
    assert {date(2018, 12, 31), date(2019, 1, 1)} <= {invoice.day for invoice in made}


def test_a_rounding_of_the_sum_instead_of_the_lines_would_be_seen() -> None:
    (invoice,) = invoices(1, 1)
    line = replace(
        invoice.lines[0], quantity=Decimal(1), price=Decimal("0.05"), vat_code="LAAG_VERK_9"
    )
    three = replace(invoice, lines=(line, line, line))
    assert exact_cents(three) == cents_of(expected_totals(three)) == (15, 0, 15)
