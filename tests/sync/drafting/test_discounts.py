"""Discount, warranty and returned material: used, or asked about."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bonbrug.gateways.eboekhouden_soap.capabilities import CAPABILITIES
from bonbrug.sync.model.agreements import CustomerAgreement
from bonbrug.sync.model.records import MaterialLine, WorkOrder
from tests.fakes.world import work_order
from tests.sync.drafting.drafts import PIPE, amounts, codes, lines, made, worked


def pipe(quantity: str = "10", price: str = "5.00", **other: Any) -> MaterialLine:
    return replace(PIPE, quantity=Decimal(quantity), price=Decimal(price), **other)


def sold(*materials: MaterialLine) -> WorkOrder:
    return work_order(periods=(), materials=materials)


@pytest.mark.parametrize("total", ["45.00", "45.01"])
def test_a_discount_that_only_the_signed_amount_has_is_taken_off(total: str) -> None:
    found = made(sold(pipe(discount="10", total=Decimal(total))))
    assert amounts(found) == [Decimal("45.00")]
    assert found.lines[0].description == "Koperen buis (10 % korting)"
    assert codes(found) == []


def test_a_discount_that_the_price_has_already_is_only_told() -> None:
    found = made(sold(pipe(price="4.50", discount="10,0 %", total=Decimal("45.00"))))
    assert amounts(found) == [Decimal("45.00")]
    assert "10 % korting" in found.lines[0].description
    assert codes(found) == []


def test_a_discount_follows_from_the_price_before_it() -> None:
    found = made(sold(pipe(price="4.50", discount="10", original_price=Decimal("5.00"))))
    assert (amounts(found), codes(found)) == ([Decimal("45.00")], [])


def test_a_discount_that_is_neither_in_the_price_nor_in_the_amount_is_asked_about() -> None:
    line = pipe(discount="10", original_price=Decimal("5.00"), total=Decimal(50))
    assert codes(made(sold(line))) == ["discount_unclear"]


def test_a_discount_that_the_price_before_it_contradicts_is_asked_about() -> None:
    line = pipe(discount="10", original_price=Decimal("6.00"), total=Decimal(50))
    assert codes(made(sold(line))) == ["discount_unclear"]


@pytest.mark.parametrize("discount", ["10", "tien", "1.250", "110"])
def test_a_discount_that_nothing_explains_is_asked_about(discount: str) -> None:
    found = made(sold(pipe(discount=discount)))
    assert codes(found) == ["discount_unclear"]
    assert amounts(found) == [Decimal("50.00")]


@pytest.mark.parametrize("discount", ["", "0", "0,00"])
def test_without_a_discount_nothing_is_said(discount: str) -> None:
    found = made(sold(pipe(discount=discount, total=Decimal(50))))
    assert found.lines[0].description == "Koperen buis"
    assert codes(found) == []


def test_an_amount_that_no_price_per_piece_makes_is_charged_as_one() -> None:
    found = made(sold(pipe("1237", "0.07", discount="3,33", total=Decimal("83.71"))))
    (line,) = found.lines
    assert (line.quantity, line.price) == (Decimal(1), Decimal("83.71"))
    assert line.description == "Koperen buis (1237 × 0,07, 3,33 % korting)"


def test_warranty_is_given_for_nothing_with_the_reason_on_the_line() -> None:
    found = made(sold(pipe(warranty="G-2017", discount="100"), PIPE))
    assert amounts(found) == [Decimal(0), Decimal("9.10")]
    assert found.lines[0].description == "Koperen buis (100 % korting, garantie G-2017)"


@pytest.mark.parametrize("total", [None, Decimal(0), Decimal(50)])
def test_warranty_that_costs_something_is_asked_about(total: Decimal | None) -> None:
    assert codes(made(sold(pipe(warranty="G-2017", total=total)))) == ["warranty_unclear"]


def test_returned_material_is_a_negative_line() -> None:
    order = replace(worked(60), materials=(pipe("-2"),))
    found = made(order)
    assert amounts(found) == [Decimal("52.50"), Decimal("-10.00")]
    assert found.lines[1].description == "Koperen buis (retour)"
    assert codes(found) == []


def test_books_without_credit_take_no_returned_material() -> None:
    books = replace(CAPABILITIES, credits=False)
    assert codes(made(sold(pipe("-2")), books=books)) == ["negative_quantity"]


def test_what_is_only_returned_makes_lines_of_a_negative_amount() -> None:
    found = made(sold(pipe("-2")))
    assert codes(found) == []
    assert lines(found) == [("BUIS", Decimal(-2))]


def test_a_total_of_nothing_waits_unless_the_connection_wants_it() -> None:
    order = sold(pipe(price="0"))
    assert codes(made(order, zero_invoices=False)) == ["total_zero", "price_zero"]
    assert codes(made(order, zero_invoices=True)) == ["price_zero"]


def test_what_is_sold_and_what_is_returned_may_come_to_nothing() -> None:
    assert codes(made(sold(pipe("2"), pipe("-2")), zero_invoices=False)) == ["total_zero"]


def test_the_discount_of_a_customer_is_taken_off_every_line_and_said() -> None:
    order = replace(worked(60), materials=(pipe(),))
    found = made(order, CustomerAgreement(discount=Decimal("7.5")))
    assert amounts(found) == [Decimal("48.56"), Decimal("46.25")]
    assert all(line.description.endswith("(7,5 % korting)") for line in found.lines)
