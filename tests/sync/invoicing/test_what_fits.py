"""What the books or our own tables cannot hold is an item, and never in the way of the others."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bonbrug.sync.model.records import MaterialLine, WorkOrder
from bonbrug.sync.states.jobs import State
from tests.fakes.world import CHOICES, World, product, relation, work_order

PIPE = MaterialLine("BUIS", "Koperen buis", "Stuk", Decimal(2), Decimal("4.55"))
LARGEST = Decimal("999999999999.99")


def with_line(quantity: str, price: str, **other: Any) -> WorkOrder:
    line = replace(PIPE, quantity=Decimal(quantity), price=Decimal(price), **other)
    return work_order(periods=(), materials=(line,))


def refused(order: WorkOrder) -> dict[str, object]:
    """The other one goes, under the first number; return the facts of the only item."""
    world = World()
    world.add(order, work_order("2"))
    world.run()
    assert list(world.books.invoices_) == ["2018001"]
    assert world.field.orders_[order.row_id].status == "Compleet"
    world.later()
    assert len(world.books.invoices_) == 1
    ((pair, item),) = world.memory.items.items()
    assert pair[1] == order.number
    return {"code": item.code, **item.facts}


@pytest.mark.parametrize(
    ("quantity", "price"),
    [
        ("1000000", "1000000"),
        ("1000000000000", "0.01"),
        ("0.0001", "1000000000000"),
        ("9" * 30, "9" * 30),
    ],
)
def test_a_line_that_does_not_fit_is_refused_before_a_number_is_claimed(
    quantity: str, price: str
) -> None:
    facts = refused(with_line(quantity, price))
    assert facts == {"code": "amount_too_large", "place": 1, "article": "BUIS"}


def test_a_sum_that_does_not_fit_with_its_vat_is_refused() -> None:
    facts = refused(with_line("1", "900000000000"))
    assert facts == {"code": "amount_too_large", "amount": "1089000000000"}


def test_the_largest_amount_that_fits_is_invoiced_once_a_person_says_so() -> None:
    world = World()
    world.add(with_line("1", str(LARGEST), vat_code="GEEN", ledger_code="8000"))
    world.run()
    world.approve()
    world.later()
    assert world.states() == [State.SETTLED]


@pytest.mark.parametrize(("quantity", "price"), [("1.23456", "1"), ("1", "0.00001")])
def test_more_than_four_decimals_are_refused(quantity: str, price: str) -> None:
    facts = refused(with_line(quantity, price))
    assert facts == {"code": "too_many_decimals", "place": 1, "article": "BUIS", "limit": 4}


def test_zeros_behind_the_fourth_decimal_do_not_count() -> None:
    world = World()
    world.add(with_line("1.234500000", "4.55000"))
    world.run()
    assert world.states() == [State.SETTLED]


def test_a_price_of_hours_with_too_many_decimals_is_refused() -> None:
    world = World()
    world.books.products_["p-UUR"] = product("UUR", "Uur", "50.00001")
    world.add(work_order(materials=()))
    world.run()
    assert world.items() == ["too_many_decimals"]


@pytest.mark.parametrize(
    ("order", "field"),
    [
        (work_order("9" * 65), "row_id"),
        (work_order(number="9" * 256), "number"),
        (work_order(customer=relation("C" * 256)), "relation"),
    ],
)
def test_a_work_order_that_our_tables_cannot_keep_is_an_item(order: WorkOrder, field: str) -> None:
    facts = refused(order)
    assert (facts["code"], facts["field"]) == ("work_order_too_long", field)


def test_a_work_order_that_fits_again_is_invoiced_and_its_item_closed() -> None:
    world = World()
    world.add(work_order(number="9" * 256))
    world.run()
    world.add(work_order())
    world.later()
    assert world.items() == []
    assert world.states() == [State.SETTLED]


def test_a_rehearsal_names_it_and_writes_nothing() -> None:
    world = World()
    world.add(work_order(number="9" * 256))
    report = world.run(dry_run=True)
    assert report.codes() == ["work_order_too_long"]
    assert world.memory.writes == 0


def test_the_import_closes_no_item_of_a_work_order() -> None:
    world = World()
    world.add(work_order(customer=relation("C" * 16)))
    world.books.relations_["2"] = relation("LANG", "2", name="x" * 256)
    world.run()
    world.books.relations_["2"] = relation("LANG", "2")
    world.later()
    assert list(world.memory.items) == [("too_long", "WB-00001")]


def test_a_refused_work_order_that_got_work_status_99_keeps_its_item() -> None:
    world = World(replace(CHOICES, mark_errors=True))
    world.add(work_order(customer=relation("C" * 16)))
    world.run()
    world.later()
    assert world.field.orders_["1"].work_status == "99"
    assert world.items() == ["too_long"]
