"""What a work order comes to in its house is what its invoice comes to, to the cent."""

from decimal import Decimal
from typing import Any

import pytest

from bonbrug.books.actions.keep_product import ProductDraft
from bonbrug.values.money import times, total
from bonbrug.workorders.actions.set_up import change_company
from bonbrug.workorders.models import WorkOrder
from bonbrug.workorders.pages.totals import reckon
from tests.wrong_input.box import Box, material, period
from tests.wrong_input.conftest import box

__all__ = ["box"]
LESS = ProductDraft("KORTING", "Korting", "Stuk", Decimal(0), "HOOG_VERK_21", "8000")


def charged(box: Box) -> list[Decimal]:
    bill = box.books.invoices.get()
    return [times(line.quantity, line.price) for line in bill.lines.all()]


def texts(box: Box) -> str:
    return "\n".join(line.description for line in box.books.invoices.get().lines.all())


def signed(box: Box, **order: Any) -> Decimal:
    """Bring in a work order, let it become an invoice, and return what the house says it costs."""
    made = box.order("18-1001", **order)
    box.sync()
    assert box.items() == []
    box.went("18-1001")
    return reckon(WorkOrder.objects.get(pk=made.pk)).amount


@pytest.mark.parametrize(
    "lines",
    [
        [material(discount=Decimal(10))],
        [material(discount=Decimal("33.33")), material(quantity="7", discount=Decimal("12.5"))],
        [material(), material(quantity="1", warranty="Lekte na een week")],
        [material(quantity="5"), material(quantity="-2")],
        [
            material(quantity="5", discount=Decimal(20)),
            material(quantity="-2", discount=Decimal(20)),
        ],
    ],
)
def test_lines_cost_on_the_invoice_what_they_cost_on_the_work_order(
    box: Box, lines: list[Any]
) -> None:
    amount = signed(box, materials=lines)
    assert total(charged(box)) == amount


def test_a_discount_on_everything_is_taken_off_hours_and_materials(box: Box) -> None:
    box.product(LESS)
    box.sync()
    change_company(box.company, discount_code="KORTING")
    amount = signed(box, discount=Decimal(5), materials=[material(), material(quantity="2")])
    assert total(charged(box)) == amount
    assert "Korting 5 % op uren" in texts(box)


def test_the_reason_of_a_warranty_stands_on_the_invoice(box: Box) -> None:
    signed(box, materials=[material(), material(quantity="1", warranty="Lekte na een week")])
    assert "Lekte na een week" in texts(box)


def test_six_times_ten_minutes_cost_one_hour(box: Box) -> None:
    six = [period(minutes=10, begin=10 * place) for place in range(6)]
    amount = signed(box, periods=six, materials=[])
    assert (amount, total(charged(box))) == (Decimal(45), Decimal(45))
