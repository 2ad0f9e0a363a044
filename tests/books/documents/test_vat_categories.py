"""Every VAT code of a sale has a category with its rate and reason, or none on purpose."""

from datetime import date
from decimal import Decimal

import pytest

from bonbrug.books.documents.vat_categories import (
    CATEGORIES,
    UNKNOWN,
    UNTAXED,
    category_of,
    untaxed_category,
    untaxed_reason,
)
from bonbrug.books.models import Administration, Invoice, InvoiceLine
from bonbrug.values import vat
from bonbrug.values.vat_treatments import SMALL_BUSINESS
from bonbrug.wire.ubl.codes import Category
from bonbrug.wire.ubl.records import TaxCategory

NO_CATEGORY = {"AFST_VERK", "AFW_VERK", "AFW"}
EXEMPT = TaxCategory("E", Decimal(0), "Vrijgesteld")


def of(code: str, day: date = date(2026, 11, 28)) -> TaxCategory:
    return category_of(InvoiceLine(vat_code=code, invoice=Invoice(date=day)), EXEMPT)


def test_every_code_of_a_sale_is_decided_about() -> None:
    sales = {code for code, known in vat.CODES.items() if known.side is not vat.Side.PURCHASE}
    assert sales == {*CATEGORIES, UNTAXED, *NO_CATEGORY}


@pytest.mark.parametrize(
    ("code", "day", "rate"),
    [
        ("HOOG_VERK_21", date(2026, 1, 1), 21),
        ("HOOG_VERK", date(2012, 9, 30), 19),
        ("HOOG_VERK", date(2012, 10, 1), 21),
        ("LAAG_VERK", date(2018, 12, 31), 6),
        ("LAAG_VERK", date(2019, 1, 1), 9),
    ],
)
def test_a_charged_rate_is_that_of_the_day(code: str, day: date, rate: int) -> None:
    assert of(code, day) == TaxCategory(Category.STANDARD, Decimal(rate))


@pytest.mark.parametrize("code", ["VERL_VERK", "VERL_VERK_L9", "LAAG_VERK_L9", "BI_EU_VERK_D"])
def test_what_the_customer_owes_is_one_category(code: str) -> None:
    assert of(code) == TaxCategory(Category.REVERSE_CHARGE, Decimal(0), "Btw verlegd")


@pytest.mark.parametrize("code", [*sorted(NO_CATEGORY), "ONBEKEND", "HOOG_INK_21"])
def test_a_rate_that_is_not_known_has_no_category(code: str) -> None:
    assert of(code) == UNKNOWN


def test_every_uncharged_category_but_zero_gives_its_reason() -> None:
    for category, reason in CATEGORIES.values():
        assert bool(reason) == (category is not Category.STANDARD)


@pytest.mark.parametrize(
    ("vat_number", "codes", "category"),
    [
        ("NL000099998B57", ["GEEN"], "E"),
        ("NL000099998B57", ["GEEN", "HOOG_VERK_21"], "E"),
        ("", ["GEEN", "GEEN"], "O"),
        ("", ["GEEN", "HOOG_VERK_21"], "E"),
    ],
)
def test_out_of_scope_is_for_a_firm_without_vat_number_alone(
    vat_number: str, codes: list[str], category: str
) -> None:
    firm = Administration(vat_number=vat_number, untaxed_reason="Reden")
    invoice = Invoice(administration=firm, date=date(2026, 11, 28))
    found = untaxed_category(invoice, [InvoiceLine(vat_code=code) for code in codes])
    assert (found.code, found.reason) == (category, "Reden")


@pytest.mark.parametrize(
    ("day", "reason"),
    [(date(2025, 12, 31), "Zorg"), (date(2026, 1, 1), SMALL_BUSINESS), (date(2027, 1, 1), "Zorg")],
)
def test_under_the_small_business_scheme_that_is_the_reason(day: date, reason: str) -> None:
    firm = Administration(
        untaxed_reason=" Zorg ", exempt_from=date(2026, 1, 1), exempt_until=date(2026, 12, 31)
    )
    assert untaxed_reason(Invoice(administration=firm, date=day)) == reason


def test_what_is_credited_keeps_the_rate_and_reason_of_its_own_day() -> None:
    first = Invoice(date=date(2018, 12, 31))
    firm = Administration(exempt_from=date(2018, 1, 1), exempt_until=date(2018, 12, 31))
    credit = Invoice(date=date(2026, 1, 1), credits=first, administration=firm)
    low = category_of(InvoiceLine(vat_code="LAAG_VERK", invoice=credit), EXEMPT)
    assert low.rate == Decimal(6)
    assert untaxed_reason(credit) == SMALL_BUSINESS
