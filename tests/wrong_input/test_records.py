"""Wrong relations and products in the books: not sent, named, and never in the way of others."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bonbrug.books.actions.keep_product import ProductDraft, change_product
from bonbrug.books.actions.keep_relation import RelationDraft, change_relation
from bonbrug.books.models import LedgerAccount
from bonbrug.workorders.models import Status
from tests.wrong_input.box import HOUR, PIPE, Box, material

WHOLE = RelationDraft(
    "TEST2", "Schilder Kok", address="Kerkweg 3", postal_code="1235 CD", city="Voorbeelddorp"
)
CODE = WHOLE.code


def change(box: Box, draft: RelationDraft) -> None:
    change_relation(box.books.relations.get(code=draft.code), draft)


def change_pipe(box: Box, draft: ProductDraft) -> None:
    change_product(box.books.products.get(code=draft.code), draft)


@pytest.mark.parametrize(
    ("lacking", "dutch", "english"),
    [
        ({"address": ""}, "straat", "street"),
        ({"postal_code": ""}, "postcode", "postal code"),
        ({"city": ""}, "plaats", "city"),
    ],
)
def test_an_incomplete_relation_does_not_travel(
    box: Box, lacking: dict[str, Any], dutch: str, english: str
) -> None:
    box.relation(replace(WHOLE, **lacking))
    box.sync()
    assert box.relations_there() == {"TEST1"}
    said = box.asks("relation_incomplete", CODE)
    assert dutch in said["nl"]
    assert english in said["en"]

    change(box, WHOLE)
    box.sync()
    there = box.company.relations.get(debtor_number=CODE)
    assert (there.street, there.postal_code, there.city) == ("Kerkweg", "1235 CD", "Voorbeelddorp")
    assert box.items() == []


def test_a_relation_that_became_incomplete_stays_as_it_was(box: Box) -> None:
    box.relation(WHOLE)
    box.sync()
    change(box, replace(WHOLE, city="", name="Schilder Kok en Zoon"))
    box.sync()
    there = box.company.relations.get(debtor_number=CODE)
    assert (there.name, there.city) == ("Schilder Kok", "Voorbeelddorp")
    box.asks("relation_incomplete", CODE)


def test_a_remark_that_is_too_long_is_not_cut_off(box: Box) -> None:
    box.relation(replace(WHOLE, note="lang " * 4_000))
    box.sync()
    assert box.relations_there() == {"TEST1"}
    box.asks("too_long", CODE, "16000")
    change(box, WHOLE)
    box.sync()
    assert box.relations_there() == {"TEST1", CODE}
    assert box.items() == []


def test_relations_whose_codes_differ_in_case_travel_as_one(box: Box) -> None:
    """Our books take no second one; other books may, and so may data of before that rule."""
    box.relation(WHOLE)
    box.relation(replace(WHOLE, code="OUD", name="Een ander bedrijf"))
    box.books.relations.filter(code="OUD").update(code="test2")
    box.sync()
    assert box.relations_there() == {"TEST1", CODE}
    assert box.company.relations.get(debtor_number=CODE).name == WHOLE.name
    box.asks("duplicate_code", CODE, "2")
    before = box.writes()
    box.sync()
    assert box.writes() == before


def test_products_whose_codes_differ_in_spaces_travel_as_one(box: Box) -> None:
    box.product(replace(PIPE, code="K 15"))
    box.product(replace(PIPE, code="OUD", description="Iets anders"))
    box.books.products.filter(code="OUD").update(code="k  15")
    box.order("18-1001", materials=[material("K 15")])
    box.sync()
    codes = sorted(box.company.materials.values_list("code", flat=True))
    assert codes == ["K 15", "KB15"]
    box.asks("duplicate_code", "K 15", "2")
    box.went("18-1001")
    before = box.writes()
    box.sync()
    assert box.writes() == before


def test_a_product_without_vat_code_is_named_on_its_work_order(box: Box) -> None:
    box.books.products.filter(code="KB15").update(vat_code="")
    box.order("18-1001")
    box.order("18-1002", materials=())
    box.sync()
    box.waits("18-1001")
    box.went("18-1002")
    box.asks("no_vat_code", "18-1001", "KB15")
    change_pipe(box, PIPE)
    box.sync()
    box.went("18-1001", "18-1002")
    assert box.items() == []


def test_a_vat_code_for_purchases_is_named_on_its_work_order(box: Box) -> None:
    box.books.products.filter(code="KB15").update(vat_code="HOOG_INK_21")
    box.order("18-1001")
    box.sync()
    box.waits("18-1001")
    box.asks("unknown_vat_code", "18-1001", "KB15", "HOOG_INK_21")
    change_pipe(box, PIPE)
    box.sync()
    box.went("18-1001")


def test_a_product_without_ledger_account_is_named_on_its_work_order(box: Box) -> None:
    nameless = LedgerAccount.objects.create(
        administration=box.books, code="", name="", category="OTHER"
    )
    box.books.products.filter(code="KB15").update(account=nameless)
    box.order("18-1001")
    box.order("18-1002", materials=())
    box.sync()
    box.waits("18-1001")
    box.went("18-1002")
    box.asks("no_ledger", "18-1001", "KB15")
    change_pipe(box, PIPE)
    box.sync()
    box.went("18-1001", "18-1002")
    assert box.items() == []


def test_an_hour_type_without_price_does_not_travel(box: Box) -> None:
    box.product(replace(HOUR, code="GRATIS", price=Decimal(0)))
    box.order("18-1001", hours=("GRATIS",))
    box.order("18-1002")
    box.sync()
    assert list(box.company.hour_types.values_list("code", flat=True)) == ["UUR"]
    box.waits("18-1001")
    box.went("18-1002")
    box.asks("hour_type_price", "GRATIS")
    box.asks("hour_type_price", "18-1001", "GRATIS")
    change_product(
        box.books.products.get(code="GRATIS"), replace(HOUR, code="GRATIS", price=Decimal(10))
    )
    box.sync()
    box.went("18-1001")
    assert box.items() == []


def test_a_material_without_price_travels(box: Box) -> None:
    box.product(replace(PIPE, code="WEGGEVER", price=Decimal(0)))
    box.sync()
    assert box.company.materials.get(code="WEGGEVER").price == 0
    assert box.items() == []


def test_a_product_without_unit_does_not_travel(box: Box) -> None:
    box.product(replace(PIPE, code="LOS", unit=""))
    box.sync()
    assert set(box.company.materials.values_list("code", flat=True)) == {"KB15"}
    said = box.asks("product_incomplete", "LOS")
    assert "eenheid" in said["nl"]
    assert "unit" in said["en"]


@pytest.mark.parametrize(("unit", "length", "limit"), [("Stuk", 16_001, 16_000), ("Uur", 256, 255)])
def test_a_description_that_is_too_long_does_not_travel(
    box: Box, unit: str, length: int, limit: int
) -> None:
    box.product(replace(PIPE, code="LANG", unit=unit, description="x" * length))
    box.order("18-1001")
    box.sync()
    assert not box.company.materials.filter(code="LANG").exists()
    assert not box.company.hour_types.filter(code="LANG").exists()
    box.asks("too_long", "LANG", str(length), str(limit))
    box.went("18-1001")
    assert box.status("18-1001") == Status.SETTLED
