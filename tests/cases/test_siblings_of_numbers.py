"""Siblings of the cases about figures, numbers of invoices and customers (docs/cases.md)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bonbrug.values.number_text import numbers_in
from bonbrug.values.numbering import next_number
from tests.fakes.world import World, relation, work_order

OLD, NEW = date(2026, 12, 30), date(2027, 1, 2)

TWO_READINGS = {
    "1.250": ("1250", "1.25"),
    "1,250": ("1250", "1.25"),
    "12.500": ("12500", "12.5"),
    "999.999": ("999999", "999.999"),
}


@pytest.mark.parametrize("typed", TWO_READINGS)
def test_a_notation_that_may_be_two_gives_both(typed: str) -> None:
    """C01."""
    assert set(numbers_in(typed)) == set(map(Decimal, TWO_READINGS[typed]))


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1.250,00", "1250"), ("1,250.00", "1250"), ("1250,5", "1250.5"), ("1.250.000", "1250000"),
     ("0.125", "0.125")],
)  # fmt: skip
def test_a_notation_that_is_one_is_read(typed: str, number: str) -> None:
    """C01."""
    assert numbers_in(typed) == (Decimal(number),)


SERIES = {  # numbers of before with their day, and the day of the new one → its number
    "the first of the new year": ([("2026003", OLD)], NEW, "2027001"),
    "again the old year after the new one": ([("2026003", OLD), ("2027001", NEW)], OLD, "2026004"),
    "a wide series stays wide": ([("20260099", OLD)], NEW, "20270001"),
    "with letters": ([("F2026-017", OLD)], NEW, "F2027-001"),
    "a stray date far away": ([("2026003", OLD), ("2049001", date(2049, 12, 31))], NEW, "2027001"),
    "a stray date long ago": ([("1999001", date(1999, 1, 1)), ("2026003", OLD)], OLD, "2026004"),
    "one by hand among others": (
        [("2026003", OLD), ("2026004", OLD), ("PROEF", OLD)], OLD, "2026005",
    ),
}  # fmt: skip


@pytest.mark.parametrize("sibling", SERIES)
def test_the_year_of_a_number_is_that_of_its_day(sibling: str) -> None:
    """C07 and C08: one rule, which the link and the books share."""
    before, day, number = SERIES[sibling]
    assert next_number(before, (), "", day) == number


CODES = {"small letters": "test2", "mixed": "TesT2", "a space behind": "TEST2 "}


@pytest.mark.parametrize("sibling", CODES)
def test_another_company_under_a_code_that_looks_alike_is_asked_about(sibling: str) -> None:
    """C02: no invoice, and the customer of the books keeps what it has."""
    world = World()
    mine = relation("TEST2", "2", name="Bakkerij Jansen", house_number="1")
    world.books.relations_["2"] = mine
    other = relation(
        CODES[sibling], "", name="Garage Pietersen", street="Elders", house_number="99",
        postal_code="9999 ZZ", city="Ver",
    )  # fmt: skip
    world.add(work_order(customer=other))
    world.run()
    world.later()
    assert set(world.items()) & {"relation_other_company", "relation_spelled_otherwise"}
    assert not world.books.invoices_
    assert world.books.relations_["2"] == mine


def test_the_same_company_under_a_code_in_other_capitals_is_invoiced_once() -> None:
    """C02."""
    world = World()
    world.add(work_order(customer=replace(relation(), code="test1")))
    world.run()
    (sent,) = world.books.invoices_.values()
    assert sent.invoice.relation_code == "TEST1"


QUOTED: dict[str, Callable[[str], dict[str, Any]]] = {
    "in the description": lambda text: {"description": text},
    "in a material": lambda text: {"materials": (replace(work_order().materials[0], name=text),)},
    "in a remark of hours": lambda text: {
        "periods": (replace(work_order().periods[0], employee="2", remark=text),)
    },
}


@pytest.mark.parametrize("sibling", QUOTED)
def test_a_mark_that_is_quoted_is_nobodys_invoice(sibling: str) -> None:
    """C03: neither a question nor an invoice that is taken for another's."""
    world = World()
    world.books.relations_["2"] = relation("TEST2", "2", name="Bakkerij Jansen")
    world.add(work_order())
    world.run()
    (job,) = world.memory.jobs_.values()
    text = f"Garantie op {job.marker}"
    there = relation("TEST2", "2", name="Bakkerij Jansen")
    world.add(work_order("2", customer=there, **QUOTED[sibling](text)))
    world.later()
    world.later()
    assert world.items() == []
    assert len(world.books.invoices_) == 2
