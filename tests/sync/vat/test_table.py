"""Every row of the VAT table: what it makes of a line, what it says, what it asks."""

from typing import Any

import pytest

from bonbrug.sync.vat import doubts
from bonbrug.sync.vat.cases import Case, Kind, Place, VatId, Where
from bonbrug.sync.vat.table import ROWS, decide
from bonbrug.values.vat_treatments import Sentence, Taxed
from bonbrug.values.vat_work import Dwelling, Work
from tests.sync.vat.cases import (
    EU_GOODS,
    EU_SERVICES,
    EXPORT,
    HIGH,
    LOW,
    NONE,
    OTHER,
    REVERSED_HIGH,
    REVERSED_LOW,
    SHELF,
    SOLD,
    line,
)

Fields = dict[str, Any]
EU_FIRM: Fields = {"customer": Where.EU, "vat_id": VatId.HOLDS}
MAIN: Fields = {"reverse_charge": True, "vat_id": VatId.HOLDS, "work": Work.CONSTRUCTION}
OLD: Fields = {"dwelling": Dwelling.OLD}
USED: Fields = {"kind": Kind.MATERIAL}
ABROAD: Fields = {"place": Place.ABROAD}
UNKNOWN_PLACE: Fields = {"place": Place.UNKNOWN}
Expected = tuple[str, Taxed, tuple[str, ...]]
CASES: list[tuple[Case, Expected]] = [
    # ordinary: the product's own
    *((line(sold_as=sold), ("ordinary", sold, ())) for sold in (HIGH, LOW, NONE, OTHER, EXPORT)),
    (line(vat_id=VatId.HOLDS), ("ordinary", HIGH, ())),
    (line(vat_id=VatId.WRONG), ("ordinary", HIGH, ())),
    (line(work=Work.CONSTRUCTION), ("ordinary", HIGH, ())),
    (line(SHELF), ("ordinary", HIGH, ())),
    # our own firm under the exemption
    (line(exempt_firm=True), ("exempt_firm", NONE, (doubts.EXEMPT_RATE,))),
    (line(exempt_firm=True, sold_as=NONE), ("exempt_firm", NONE, ())),
    (line(exempt_firm=True, sold_as=NONE, **MAIN), ("exempt_firm", NONE, ())),
    (line(exempt_firm=True, sold_as=REVERSED_HIGH), ("exempt_firm", NONE, (doubts.EXEMPT_RATE,))),
    (line(exempt_firm=True, sold_as=NONE, **ABROAD),
     ("exempt_firm", NONE, (doubts.EXEMPT_ABROAD,))),
    (line(exempt_firm=True, sold_as=NONE, **EU_FIRM),
     ("exempt_firm", NONE, (doubts.EXEMPT_ABROAD,))),
    (line(exempt_firm=True, sold_as=NONE, work=Work.CONSTRUCTION, **EU_FIRM),
     ("exempt_firm", NONE, ())),
    # real estate abroad
    (line(work=Work.CONSTRUCTION, **ABROAD),
     ("real_estate_abroad", HIGH, (doubts.REAL_ESTATE_ABROAD,))),
    (line(work=Work.REAL_ESTATE, **ABROAD, **EU_FIRM),
     ("real_estate_abroad", HIGH, (doubts.REAL_ESTATE_ABROAD,))),
    (line(work=Work.PAINTING, **UNKNOWN_PLACE, **EU_FIRM),
     ("real_estate_abroad", HIGH, (doubts.REAL_ESTATE_ABROAD,))),
    (line(**MAIN, **ABROAD), ("real_estate_abroad", HIGH, (doubts.REAL_ESTATE_ABROAD,))),
    (line(SHELF, work=Work.CONSTRUCTION, **ABROAD),
     ("goods_abroad", HIGH, (doubts.GOODS_ABROAD,))),
    # work for a main contractor
    (line(**MAIN), ("subcontracted", REVERSED_HIGH, ())),
    (line(sold_as=LOW, **MAIN), ("subcontracted", REVERSED_LOW, ())),
    (line(**MAIN, **USED), ("subcontracted", REVERSED_HIGH, ())),
    (line(SHELF, **MAIN), ("ordinary", HIGH, ())),
    (line(sold_as=REVERSED_HIGH, **MAIN), ("subcontracted", REVERSED_HIGH, ())),
    (line(sold_as=NONE, **MAIN), ("subcontracted", NONE, (doubts.REVERSED_NO_RATE,))),
    (line(**{**MAIN, "vat_id": VatId.NONE}),
     ("subcontracted", REVERSED_HIGH, (doubts.ID_MISSING,))),
    (line(**{**MAIN, "vat_id": VatId.WRONG}),
     ("subcontracted", REVERSED_HIGH, (doubts.ID_WRONG,))),
    (line(customer=Where.EU, **MAIN), ("subcontracted", REVERSED_HIGH, (doubts.REVERSED_ABROAD,))),
    (line(**{**MAIN, "work": Work.REAL_ESTATE}), ("ordinary", HIGH, ())),
    (line(**{**MAIN, "work": Work.MOVABLE}), ("ordinary", HIGH, ())),
    (line(**{**MAIN, "work": Work.UNMARKED}), ("work_unmarked", HIGH, (doubts.WORK_UNMARKED,))),
    (line(**{**MAIN, "work": Work.PAINTING}, **OLD), ("subcontracted", REVERSED_LOW, ())),
    (line(**{**MAIN, "work": Work.PAINTING}, dwelling=Dwelling.NO),
     ("subcontracted", REVERSED_HIGH, ())),
    (line(**{**MAIN, "work": Work.PAINTING}),
     ("subcontracted", REVERSED_HIGH, (doubts.DWELLING_UNKNOWN,))),
    (line(**{**MAIN, "work": Work.GLAZING}, **OLD),
     ("subcontracted", REVERSED_HIGH, (doubts.DWELLING_UNSURE,))),
    (line(**{**MAIN, "work": Work.INSULATING}, **OLD, **USED),
     ("subcontracted", REVERSED_HIGH, ())),
    # a product that is reversed by its own code
    (line(sold_as=REVERSED_HIGH, vat_id=VatId.HOLDS), ("product_reversed", REVERSED_HIGH, ())),
    (line(sold_as=REVERSED_LOW), ("product_reversed", REVERSED_LOW, (doubts.ID_MISSING,))),
    (line(sold_as=REVERSED_LOW, **EU_FIRM),
     ("product_reversed", REVERSED_LOW, (doubts.REVERSED_ABROAD,))),
    # it matters what kind of work it is
    (line(**EU_FIRM), ("work_unmarked", HIGH, (doubts.WORK_UNMARKED,))),
    (line(**ABROAD), ("work_unmarked", HIGH, (doubts.WORK_UNMARKED,))),
    (line(**EU_FIRM, **USED), ("work_unmarked", HIGH, (doubts.WORK_UNMARKED,))),
    # dwellings
    *((line(work=work, **OLD), ("dwelling", LOW, ()))
      for work in (Work.PAINTING, Work.PLASTERING, Work.INSULATING, Work.CLEANING)),
    *((line(work=work, **OLD, **USED), ("dwelling", LOW, ()))
      for work in (Work.PAINTING, Work.PLASTERING)),
    *((line(work=work, **OLD, **USED), ("ordinary", HIGH, ()))
      for work in (Work.INSULATING, Work.CLEANING)),
    *((line(work=work, **OLD), ("dwelling_unsure", HIGH, (doubts.DWELLING_UNSURE,)))
      for work in (Work.WALLPAPERING, Work.GLAZING)),
    *((line(work=work), ("dwelling_unanswered", HIGH, (doubts.DWELLING_UNKNOWN,)))
      for work in (Work.PAINTING, Work.CLEANING, Work.GLAZING)),
    (line(work=Work.PAINTING, dwelling=Dwelling.NEW), ("ordinary", HIGH, ())),
    (line(work=Work.PAINTING, dwelling=Dwelling.NO), ("ordinary", HIGH, ())),
    (line(work=Work.GLAZING, dwelling=Dwelling.NEW), ("ordinary", HIGH, ())),
    (line(work=Work.CLEANING, dwelling=Dwelling.NEW),
     ("dwelling_unsure", HIGH, (doubts.DWELLING_UNSURE,))),
    (line(work=Work.CLEANING, dwelling=Dwelling.NO), ("ordinary", HIGH, ())),
    (line(work=Work.PAINTING, dwelling=Dwelling.NO, sold_as=LOW),
     ("ordinary", LOW, (doubts.LOW_ELSEWHERE,))),
    (line(work=Work.PAINTING, dwelling=Dwelling.NEW, sold_as=LOW),
     ("ordinary", LOW, (doubts.LOW_ELSEWHERE,))),
    (line(SHELF, work=Work.PAINTING, **OLD), ("ordinary", HIGH, ())),
    (line(work=Work.PAINTING, sold_as=NONE, **OLD), ("ordinary", NONE, ())),
    (line(work=Work.CONSTRUCTION, **OLD), ("ordinary", HIGH, ())),
    (line(work=Work.PAINTING, **OLD, **EU_FIRM), ("dwelling", LOW, ())),
    # real estate in the Netherlands, whoever pays
    (line(work=Work.CONSTRUCTION, **EU_FIRM), ("real_estate_at_home", HIGH, ())),
    (line(work=Work.REAL_ESTATE, customer=Where.OUTSIDE), ("real_estate_at_home", HIGH, ())),
    (line(work=Work.CONSTRUCTION, customer=Where.UNKNOWN), ("real_estate_at_home", HIGH, ())),
    (line(SHELF, work=Work.CONSTRUCTION, **EU_FIRM, **ABROAD), ("eu_goods", EU_GOODS, ())),
    # other countries
    (line(work=Work.MOVABLE, customer=Where.UNKNOWN),
     ("country_unknown", HIGH, (doubts.COUNTRY_UNKNOWN,))),
    (line(work=Work.MOVABLE, customer=Where.EU),
     ("eu_without_id", HIGH, (doubts.PRIVATE_ABROAD,))),
    (line(work=Work.MOVABLE, customer=Where.EU, vat_id=VatId.WRONG),
     ("eu_without_id", HIGH, (doubts.ID_WRONG,))),
    (line(work=Work.MOVABLE, **EU_FIRM), ("eu_services", EU_SERVICES, ())),
    (line(work=Work.MOVABLE, **EU_FIRM, **ABROAD), ("eu_services", EU_SERVICES, ())),
    (line(SHELF, **EU_FIRM, **ABROAD), ("eu_goods", EU_GOODS, ())),
    (line(SHELF, **EU_FIRM), ("eu_goods", EU_GOODS, (doubts.GOODS_STAY,))),
    (line(SHELF, **EU_FIRM, **UNKNOWN_PLACE), ("eu_goods", EU_GOODS, (doubts.GOODS_STAY,))),
    (line(work=Work.MOVABLE, customer=Where.OUTSIDE),
     ("service_outside", HIGH, (doubts.SERVICE_OUTSIDE,))),
    (line(SHELF, customer=Where.OUTSIDE, **ABROAD), ("export", EXPORT, ())),
    (line(SHELF, customer=Where.OUTSIDE), ("export", EXPORT, (doubts.GOODS_STAY,))),
    (line(SHELF, **ABROAD), ("goods_abroad", HIGH, (doubts.GOODS_ABROAD,))),
    (line(work=Work.MOVABLE, **ABROAD), ("ordinary", HIGH, ())),
]  # fmt: skip


@pytest.mark.parametrize(("case", "expected"), CASES)
def test_a_line_is_taxed_as_its_row_says(case: Case, expected: Expected) -> None:
    found = decide(case)
    assert (found.reason, found.taxed, found.doubts) == expected


def test_every_row_has_an_example() -> None:
    assert {expected[0] for _, expected in CASES} == {row.reason for row in ROWS}


def test_every_doubt_of_the_table_has_an_example() -> None:
    of_rates_and_orders = {
        doubts.MIXED, doubts.RATE_CHANGED, doubts.RATE_OF_ANOTHER_DAY, doubts.NO_CODE,
        doubts.ADDRESS_INCOMPLETE,
    }  # fmt: skip
    assert {code for _, expected in CASES for code in expected[2]} == (
        doubts.CODES - of_rates_and_orders
    )


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        (line(), None),
        (line(sold_as=NONE), None),
        (line(exempt_firm=True), Sentence.EXEMPT_FIRM),
        (line(exempt_firm=True, sold_as=NONE), Sentence.EXEMPT_FIRM),
        (line(**MAIN), Sentence.REVERSED),
        (line(sold_as=REVERSED_LOW), Sentence.REVERSED),
        (line(work=Work.MOVABLE, **EU_FIRM), Sentence.EU_SERVICES),
        (line(SHELF, **EU_FIRM), Sentence.EU_GOODS),
        (line(SHELF, customer=Where.OUTSIDE), Sentence.EXPORT),
        (line(sold_as=EU_SERVICES), Sentence.EU_SERVICES),
        (line(work=Work.PAINTING, **OLD), None),
    ],
)
def test_the_invoice_says_what_the_law_wants(case: Case, sentence: Sentence | None) -> None:
    assert decide(case).sentence is sentence


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.reason)
def test_every_row_names_an_article_of_the_law(row: object) -> None:
    source = getattr(row, "source", "")
    assert "of the act" in source or "of the directive" in source


@pytest.mark.parametrize("sold", SOLD)
def test_the_decision_names_the_source_of_its_row(sold: Taxed) -> None:
    found = decide(line(sold_as=sold))
    assert found.source in {row.source for row in ROWS if row.reason == found.reason}
