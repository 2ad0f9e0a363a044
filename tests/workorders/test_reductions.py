"""Discount, warranty and returned material: the page and the door say one amount, to the cent."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bonbrug.values.money import total
from bonbrug.workorders.actions.do_work import write_material, write_period
from bonbrug.workorders.actions.keep_hour_type import add_hour_type
from bonbrug.workorders.actions.keep_material import add_material
from bonbrug.workorders.actions.plan_work import change
from bonbrug.workorders.actions.set_up import change_company
from bonbrug.workorders.models import Company, WorkOrder
from bonbrug.workorders.pages.totals import reckon
from tests.workorders.conftest import NOW, Door, MakeOrder
from tests.workorders.test_door_orders import COUPLING, posted
from tests.workorders.test_work import refused

pytestmark = [pytest.mark.postgres, pytest.mark.urls("bonbrug.workorders.doors.urls")]

NAMES = (
    "MaterialPrice",
    "MaterialOriginalPrice",
    "MaterialDiscountPercentage",
    "MaterialWarrantyCode",
    "MaterialTotalPrice",
)


def put(order: WorkOrder, quantity: str, price: str, **more: Any) -> None:
    fields: Any = {"name": "Kit", "quantity": Decimal(quantity), "price": Decimal(price), **more}
    write_material(order, fields, now=NOW, who="kantoor")


def worked(order: WorkOrder, end: time, hour_type: str = "MONT") -> None:
    fields: Any = {"work_date": date(2026, 1, 12), "begin": time(8), "end": end}
    write_period(order, fields | {"hour_type": hour_type}, now=NOW, who="kantoor")


def answered(door: Door, order: WorkOrder) -> list[dict[str, Any]]:
    query = {"row_id": str(order.pk), "update_status": "false"}
    lines: list[dict[str, Any]] = door.get("GetWorkorder", **query)["response"]["Materials"]
    return lines


def said(line: dict[str, Any]) -> list[str | None]:
    return [line.get(name) for name in NAMES]


def test_a_line_without_reduction_is_answered_as_ever(door: Door, make_order: MakeOrder) -> None:
    order = make_order()
    put(order, "2", "7.95")
    assert said(answered(door, order)[0]) == ["7.95", None, None, None, "15.90"]


def test_a_discount_is_taken_off_and_answered(door: Door, make_order: MakeOrder) -> None:
    order = make_order()
    put(order, "1", "7.95", discount=Decimal(10))
    assert reckon(order).amount == Decimal("7.16")
    assert said(answered(door, order)[0]) == ["7.95", "7.95", "10", None, "7.16"]


def test_warranty_costs_nothing_and_says_why(door: Door, make_order: MakeOrder) -> None:
    order = make_order()
    put(order, "1", "7.95", warranty="Lekte na een week")
    assert reckon(order).amount == 0
    assert said(answered(door, order)[0]) == ["7.95", "7.95", "100", "Lekte na een week", "0.00"]


def test_returned_material_is_taken_off(door: Door, make_order: MakeOrder) -> None:
    order = make_order()
    put(order, "3", "7.95")
    put(order, "-1", "7.95")
    assert reckon(order).amount == Decimal("15.90")
    line = answered(door, order)[1]
    assert (line["MaterialNr"], line["MaterialTotalPrice"]) == ("-1", "-7.95")


def test_a_discount_on_the_work_order_holds_for_every_line_and_the_hours(
    door: Door, company: Company, make_order: MakeOrder
) -> None:
    add_hour_type(company, {"code": "MONT", "name": "Montage", "sale_price": Decimal("52.50")})
    article: Any = {"code": "KORTING", "description": "Korting", "freefield1": "HOOG_VERK_21"}
    add_material(company, article)
    change_company(company, discount_code="KORTING")
    order = make_order(discount=Decimal(5))
    put(order, "1", "100", discount=Decimal(10))
    worked(order, time(9))
    sum_ = reckon(order)
    assert (sum_.hours_discount, sum_.amount) == (Decimal("2.63"), Decimal("135.37"))
    goods, hours = answered(door, order)
    assert said(goods)[2:] == ["14.5", None, "85.50"]
    assert (hours["MaterialCode"], hours["MaterialNr"], hours["MaterialTotalPrice"]) == (
        "KORTING",
        "-1",
        "-2.63",
    )
    assert hours["MaterialName"] == "Korting 5 % op uren"
    assert hours["MaterialFreeField1"] == "HOOG_VERK_21"


def test_without_an_article_for_it_the_discount_on_hours_has_no_code(
    door: Door, company: Company, make_order: MakeOrder
) -> None:
    add_hour_type(company, {"code": "MONT", "name": "Montage", "sale_price": Decimal(50)})
    order = make_order(discount=Decimal("2.5"))
    worked(order, time(10))
    line = answered(door, order)[0]
    assert (line["MaterialCode"], line["MaterialName"]) == ("", "Korting 2,5 % op uren")


@pytest.mark.parametrize(("percentage", "more"), [("0", 0), ("5", 2)])
def test_the_list_asks_once_what_hours_cost_and_only_for_a_discount(
    door: Door, company: Company, make_order: MakeOrder, percentage: str, more: int
) -> None:
    add_hour_type(company, {"code": "MONT", "name": "Montage", "sale_price": Decimal(50)})
    worked(make_order(), time(10))
    asked(door)  # the first call also looks whether the tables are new enough
    plain = asked(door)
    for _ in range(3):
        worked(make_order(discount=Decimal(percentage)), time(10))
    assert asked(door) == plain + more


def asked(door: Door) -> int:
    with CaptureQueriesContext(connection) as queries:
        door.get("GetWorkorders", status="Alle", update_status="false")
    return len(queries)


@pytest.mark.parametrize("percentage", ["-0.01", "100.01", "999"])
def test_a_discount_outside_0_to_100_is_refused(make_order: MakeOrder, percentage: str) -> None:
    order = make_order()
    there = Decimal(percentage)
    assert refused(lambda: put(order, "1", "1", discount=there)) == "discount_range"
    assert refused(lambda: change(order, {"discount": there}, now=NOW, who="x")) == "discount_range"


@pytest.mark.parametrize("percentage", ["0", "100", "33.3333"])
def test_a_discount_of_0_to_100_is_kept(make_order: MakeOrder, percentage: str) -> None:
    order = make_order()
    put(order, "1", "1", discount=Decimal(percentage))
    assert order.materials.get().discount == Decimal(percentage)


def reduced(**fields: str) -> dict[str, Any]:
    return posted(Materials=[{**COUPLING, **fields}])


@pytest.mark.parametrize(
    ("price", "original", "percentage", "kept"),
    [
        ("7,95", "7,95", "10", "7.95"),
        ("7,16", "7,95", "10", "7.95"),
        ("7,95", "", "10", "7.95"),
        ("7,95", "9,00", "0", "7.95"),
        ("7,95", "9,00", "", "7.95"),
        ("7,95", "7,95", "10 %", "7.95"),
    ],
)
def test_a_posted_discount_is_used(
    door: Door, company: Company, price: str, original: str, percentage: str, kept: str
) -> None:
    line = {"MaterialPrice": price, "MaterialOriginalPrice": original}
    answer = door.post("PostWorkorders", [reduced(**line, MaterialDiscountPercentage=percentage)])
    assert (answer["code"], answer["messages"]) == (200, [])
    stored = company.work_orders.get().materials.get()
    assert stored.price == Decimal(kept)
    assert stored.discount == Decimal(percentage.removesuffix(" %") or 0)


def test_a_posted_warranty_is_used(door: Door, company: Company) -> None:
    assert door.post("PostWorkorders", [reduced(MaterialWarrantyCode="G1")])["code"] == 200
    assert company.work_orders.get().materials.get().amount == 0


@pytest.mark.parametrize("percentage", ["101", "-1", "veel"])
def test_a_posted_percentage_out_of_reason_is_refused(
    door: Door, company: Company, percentage: str
) -> None:
    answer = door.post("PostWorkorders", [reduced(MaterialDiscountPercentage=percentage)])
    assert answer["code"] == 1504
    assert answer["messages"][0].startswith("work order ERP-1: material, line 1: ")
    assert not company.work_orders.exists()


def test_posted_prices_that_do_not_fit_are_refused_with_their_place(
    door: Door, company: Company
) -> None:
    line = {"MaterialPrice": "5,00", "MaterialOriginalPrice": "7,95"}
    answer = door.post("PostWorkorders", [reduced(**line, MaterialDiscountPercentage="10")])
    assert answer["code"] == 1504
    assert "work order ERP-1: material, line 1" in answer["messages"][0]
    assert not company.work_orders.exists()


def test_the_same_post_with_a_discount_changes_nothing_the_second_time(
    door: Door, company: Company
) -> None:
    order = reduced(MaterialDiscountPercentage="10")
    door.post("PostWorkorders", [order])
    company.work_orders.update(status="Opgehaald")
    assert door.post("PostWorkorders", [order])["code"] == 200


LINES = st.tuples(
    st.decimals("-99.999", "99.999", places=3).filter(bool),
    st.decimals("0", "999.9999", places=4),
    st.decimals("0", "100", places=2),
    st.sampled_from(["", "", "", "garantie"]),
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(LINES, max_size=5),
    st.lists(st.integers(1, 600), max_size=6),
    st.decimals("0", "100", places=2),
)
def test_what_the_door_says_adds_up_to_the_total_of_the_page(
    door: Door,
    company: Company,
    make_order: MakeOrder,
    lines: list[tuple[Decimal, Decimal, Decimal, str]],
    minutes: list[int],
    percentage: Decimal,
) -> None:
    company.hour_types.get_or_create(code="MONT", name="Montage", sale_price=Decimal("52.50"))
    order = make_order(discount=percentage)
    for quantity, price, discount, warranty in lines:
        put(order, str(quantity), str(price), discount=discount, warranty=warranty)
    for count in minutes:
        order.periods.create(total_minutes=count, hour_type="MONT")
    order = WorkOrder.objects.get(pk=order.pk)
    sums = reckon(order)
    charged = [Decimal(line["MaterialTotalPrice"]) for line in answered(door, order)]
    hours = total(line.amount or Decimal(0) for line in sums.periods)
    assert total(charged) + hours == sums.amount
