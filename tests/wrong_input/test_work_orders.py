"""Wrong work orders: each says what is wrong with it; the good one beside it goes on."""

from dataclasses import replace
from datetime import time
from decimal import Decimal
from typing import Any, cast

import pytest

from bonbrug.books.actions.keep_relation import RelationDraft
from bonbrug.values.clock import system_clock
from bonbrug.workorders.actions.plan_work import change
from bonbrug.workorders.actions.records import PeriodFields, RelationFields, WorkOrderFields
from bonbrug.workorders.models import Status, WorkOrder
from tests.wrong_input.box import HOUR, PIPE, SMIT, Box, material, period

BAD, GOOD = "18-1001", "18-1002"
JANSEN = RelationDraft("NIEUW1", "Familie Jansen", postal_code="1235 CD", city="Voorbeelddorp")


def refused(box: Box, code: str, *names: str) -> None:
    """The bad one waits with an item of its own, the good one went, and a new run changes that
    in nothing."""
    box.order(GOOD)
    box.sync()
    box.waits(BAD)
    box.went(GOOD)
    assert box.items() == [(code, BAD)]
    box.asks(code, BAD, *names)
    before = box.writes()
    box.sync()
    assert box.writes() == before
    assert box.items() == [(code, BAD)]


def repaired(box: Box) -> None:
    """After the repair one run makes exactly one invoice, and nothing is left to do."""
    box.sync()
    box.went(BAD, GOOD)
    assert box.items() == []


def rewrite(number: str, **fields: Any) -> None:
    order = WorkOrder.objects.get(number=number)
    change(order, cast(WorkOrderFields, fields), now=system_clock(), who="kantoor")


def test_a_work_order_without_customer(box: Box) -> None:
    box.order(BAD, payer_debtor_number="", payer_name="")
    refused(box, "missing_relation")
    rewrite(BAD, payer_debtor_number="TEST1", payer_name="Bakkerij Smit")
    repaired(box)


def test_an_unknown_customer_while_relations_are_not_exported(box: Box) -> None:
    box.choose(export_relations=False)
    box.order(BAD, customer=JANSEN)
    refused(box, "unknown_relation", "NIEUW1")
    assert not box.books.relations.filter(code="NIEUW1").exists()
    box.relation(JANSEN)
    box.sync()
    box.went(BAD)
    assert not any(kind == "unknown_relation" for kind, _ in box.items())


def test_an_unknown_customer_while_relations_are_exported(box: Box) -> None:
    box.order(BAD, customer=JANSEN)
    box.order(GOOD, customer=JANSEN)
    box.sync()
    box.went(BAD, GOOD)
    assert box.books.relations.filter(code="NIEUW1").count() == 1


def test_a_customer_whose_name_is_too_long_for_the_books(box: Box) -> None:
    box.order(BAD, customer=JANSEN, payer_name="Familie " + "J" * 100)
    refused(box, "relation_refused", "NIEUW1")
    assert not box.books.relations.filter(code="NIEUW1").exists()
    rewrite(BAD, payer_name="Familie Jansen")
    box.sync()
    box.went(BAD)


def test_a_work_order_without_lines(box: Box) -> None:
    order = box.order(BAD, hours=(), materials=())
    refused(box, "no_lines")
    order.materials.create(**material())
    repaired(box)


def test_a_work_order_with_101_lines(box: Box) -> None:
    order = box.order(BAD, materials=[material()] * 100)
    refused(box, "too_many_lines", "101", "100")
    last = order.materials.last()
    assert last is not None
    last.delete()
    repaired(box)


def test_a_quantity_of_zero(box: Box) -> None:
    order = box.order(BAD)
    order.materials.update(quantity=Decimal(0))
    refused(box, "zero_quantity", "KB15")
    order.materials.update(quantity=Decimal(2))
    repaired(box)


def test_returned_material_beside_hours_is_invoiced(box: Box) -> None:
    box.order(BAD, materials=[material(quantity="-1")])
    box.sync()
    (line,) = box.books.invoices.get().lines.filter(code="KB15")
    assert (line.quantity, line.price) == (Decimal(-1), Decimal("3.95"))
    assert "(retour)" in line.description
    assert box.items() == []


def test_more_returned_than_sold_is_asked_about(box: Box) -> None:
    order = box.order(BAD, hours=(), materials=[material(quantity="-1")])
    refused(box, "negative_total")
    order.materials.update(quantity=Decimal(2))
    repaired(box)


def test_more_returned_than_sold_becomes_a_credit_invoice_with_a_yes(box: Box) -> None:
    box.order(BAD, hours=(), materials=[material(quantity="-1")])
    box.sync()
    box.approve("negative_total")
    box.sync()
    assert box.books.invoices.get().gross == Decimal("-4.78")
    assert box.items() == []


def test_discount_and_warranty_of_a_line_reach_the_invoice(box: Box) -> None:
    order = box.order(BAD, materials=[material(), material()])
    discounted, free = order.materials.order_by("pk")
    discounted.discount, free.warranty = Decimal(10), "G-1"
    for line in (discounted, free):
        line.save()
    box.sync()
    texts = [line.description for line in box.books.invoices.get().lines.filter(code="KB15")]
    assert texts == [
        "Koperbuis 15 mm (10 % korting)",
        "Koperbuis 15 mm (100 % korting, garantie G-1)",
    ]


def test_hours_of_zero(box: Box) -> None:
    order = box.order(BAD)
    order.periods.update(total_minutes=0)
    refused(box, "zero_hours", "UUR")
    order.periods.update(total_minutes=120)
    repaired(box)


def test_an_unknown_material(box: Box) -> None:
    order = box.order(BAD, materials=[material("ONBEKEND")])
    refused(box, "unknown_material", "ONBEKEND")
    order.materials.update(code="KB15")
    repaired(box)


def test_an_unknown_hour_type(box: Box) -> None:
    order = box.order(BAD, hours=("WEEKEND",))
    refused(box, "unknown_hour_type", "WEEKEND")
    order.periods.update(hour_type="UUR")
    repaired(box)


def test_a_ledger_account_that_the_books_do_not_know(box: Box) -> None:
    order = box.order(BAD, materials=[material(freefield1="HOOG_VERK_21", freefield2="9999")])
    refused(box, "books_refused", "CMUT012")
    order.materials.update(freefield2="8000")
    repaired(box)
    numbers = sorted(map(int, box.books.invoices.values_list("number", flat=True)))
    assert numbers[1] - numbers[0] == 1


def test_a_negative_price(box: Box) -> None:
    order = box.order(BAD, materials=[material(price=Decimal("-1.00"))])
    refused(box, "negative_price", "KB15")
    order.materials.update(price=PIPE.price)
    repaired(box)


def test_a_material_given_away_is_invoiced_and_noted(box: Box) -> None:
    box.order(BAD, materials=[material(price=Decimal(0))])
    box.sync()
    box.went(BAD)
    assert box.items() == []
    said = box.say("price_zero", BAD)
    assert said["nl"] != said["en"]
    assert all(BAD in text for text in said.values())


def test_every_wrong_line_of_one_work_order_is_named(box: Box) -> None:
    box.order(BAD, hours=("WEEKEND",), materials=[material("ONBEKEND"), material("WEG")])
    box.order(GOOD)
    box.sync()
    box.waits(BAD)
    box.went(GOOD)
    box.asks("unknown_hour_type", BAD, "WEEKEND")
    assert [line for line in box.lines() if line[0] == "unknown_material"] == [
        ("unknown_material", BAD),
        ("unknown_material", BAD),
    ]


@pytest.mark.parametrize("status", ["0", "99"])
def test_another_work_status_stays_out_of_it(box: Box, status: str) -> None:
    box.order(BAD, work_status=status)
    box.order(GOOD)
    box.sync()
    box.waits(BAD)
    box.went(GOOD)
    assert box.items() == []


def test_two_work_orders_under_one_number_make_one_invoice_and_one_question(box: Box) -> None:
    """Our own house refuses the second; this is one of before it did, or of somebody else."""
    box.order(BAD)
    second = box.order(GOOD)
    box.company.work_orders.filter(pk=second.pk).update(number=BAD + " ")
    box.sync()
    assert box.bills() == {BAD: 1}
    assert box.items() == [("foreign_invoice", BAD)]
    box.asks("foreign_invoice", BAD, "001")


def test_a_long_period_without_end_is_not_needed(box: Box) -> None:
    order = box.order(BAD, hours=())
    order.periods.create(**{**period(), "end": None, "begin": None, "total_minutes": 45})
    box.sync()
    box.went(BAD)


@pytest.mark.parametrize("code", ["test1", "Test1", " TEST1 "])
def test_a_code_in_another_case_is_the_same_customer(box: Box, code: str) -> None:
    box.order("18-1001", payer_debtor_number=code, payer_name=SMIT.name)
    box.order("18-1002")
    box.sync()
    assert list(box.books.relations.values_list("code", flat=True)) == ["TEST1"]
    box.went("18-1001", "18-1002")
    assert box.items() == []


LONG_UNIT = "rol van 50 meter met een heel lange naam voor een eenheid"


@pytest.mark.parametrize(
    ("fields", "length", "limit"),
    [
        ({"payer_debtor_number": "X" * 16}, "16", "15"),
        ({"materials": [material(unit=LONG_UNIT)]}, str(len(LONG_UNIT)), "50"),
        (
            {"materials": [material("X" * 54, freefield1="HOOG_VERK_21", freefield2="8000")]},
            "54",
            "50",
        ),
    ],
)
def test_a_text_too_long_for_the_books_stays_an_item(
    box: Box, fields: dict[str, Any], length: str, limit: str
) -> None:
    order = box.order("18-1001", **fields)
    box.order("18-1002")
    box.sync()
    box.waits("18-1001")
    box.went("18-1002")
    box.asks("too_long", "18-1001", length, limit)
    box.sync()
    box.asks("too_long", "18-1001", length, limit)
    box.waits("18-1001")
    change(order, {"payer_debtor_number": "TEST1"}, now=system_clock(), who="kantoor")
    order.materials.update(unit="Meter", code="KB15")
    box.sync()
    box.went("18-1001")
    assert box.items() == []


def test_an_hour_type_without_price_stays_an_item_of_the_work_order(box: Box) -> None:
    box.product(replace(HOUR, code="GRATIS", price=Decimal(0)))
    box.order("18-1001", hours=("GRATIS",))
    box.sync()
    box.asks("hour_type_price", "18-1001", "GRATIS")
    box.sync()
    box.asks("hour_type_price", "18-1001", "GRATIS")
    box.waits("18-1001")


def test_a_quantity_out_of_all_proportion_is_named_with_its_line_and_uses_no_number(
    box: Box,
) -> None:
    box.order(BAD, materials=[material(quantity="871123456")])
    box.sync()
    box.waits(BAD)
    box.asks("quantity_large", BAD, "KB15")
    assert not box.books.invoices.exists()
    box.approve("quantity_large")
    box.sync()
    box.waits(BAD)
    said = box.asks("books_refused", BAD, "KB15", "CFACT902")
    assert "871.123.456" in said["nl"] or "871123456" in said["nl"]
    assert "3,95" in said["nl"]
    box.order(GOOD)
    box.sync()
    box.went(GOOD)
    assert [bill.number[-3:] for bill in box.books.invoices.all()] == ["001"]


STRANGER: RelationFields = {
    "debtor_number": "test1", "name": "Dakdekkersbedrijf Noordwind", "street": "Kade",
    "house_number": "3", "postal_code": "9999 ZZ", "city": "Elders",
}  # fmt: skip


def test_a_posted_relation_whose_code_differs_in_capitals_only_is_asked_about(box: Box) -> None:
    box.choose(export_relations=True)
    box.sync()
    before = box.books.relations.filter(code="TEST1").values().get()
    box.post_relation(STRANGER)
    box.sync()
    assert box.items() == [("code_twice_there", "TEST1")]
    assert box.books.relations.filter(code="TEST1").values().get() == before
    assert box.company.relations.get(debtor_number="TEST1").name == SMIT.name
    assert box.company.relations.get(debtor_number="test1").city == "Elders"


def test_a_line_that_quotes_the_mark_of_another_invoice_raises_no_question(box: Box) -> None:
    box.order(GOOD)
    box.sync()
    quoted = box.books.invoices.get().lines.all()[0].description.splitlines()[-1]
    other = replace(JANSEN, address="Kade 3")
    box.relation(other)
    box.order(BAD, customer=other, materials=[material(name=f"Garantie op {quoted}")])
    box.sync()
    box.sync()
    assert [box.status(number) for number in (GOOD, BAD)] == [Status.SETTLED] * 2
    assert (box.books.invoices.count(), box.items()) == (2, [])


def test_hours_that_contradict_themselves_are_asked_about(box: Box) -> None:
    wrong: PeriodFields = {**period(minutes=240), "total_minutes": 999 * 60}
    box.order(BAD, periods=[wrong])
    box.sync()
    box.waits(BAD)
    box.asks("hours_contradict", BAD, "999:00", "4:00")
    assert not box.books.invoices.exists()


def test_the_same_shift_twice_is_asked_about(box: Box) -> None:
    shift: PeriodFields = {**period(), "employee_number": "101"}
    box.order(BAD, periods=[shift, shift])
    refused(box, "hours_twice")


def test_hours_from_ten_to_nine_are_asked_about(box: Box) -> None:
    night: PeriodFields = {**period(), "begin": time(10), "end": time(9)}
    box.order(BAD, periods=[night])
    refused(box, "hours_past_midnight", "10:00", "09:00")


def test_six_times_ten_minutes_cost_one_hour(box: Box) -> None:
    ten: list[PeriodFields] = [
        {**period(), "begin": time(8, minute), "end": time(8, minute + 9), "total_minutes": 10}
        for minute in range(0, 60, 10)
    ]
    box.order(GOOD, periods=ten, materials=[])
    box.sync()
    assert box.books.invoices.get().net == HOUR.price


@pytest.mark.parametrize("customer", [SMIT, replace(SMIT, code="TEST2", name="Kapsalon Knip")])
@pytest.mark.parametrize("hours", [(), ("UUR",)])
def test_a_text_that_quotes_our_mark_makes_no_second_invoice(
    box: Box, customer: RelationDraft, hours: tuple[str, ...]
) -> None:
    if customer is not SMIT:
        box.relation(customer)
    box.order(GOOD)
    box.sync()
    marker = box.connection.jobs.get().marker
    quoting = material(name=f"Garantie op {marker}")
    box.order(BAD, customer=customer, hours=hours, materials=[quoting])
    box.sync()
    box.later(hours=2)
    box.sync()
    assert box.items() == []
    assert box.books.invoices.count() == 2
