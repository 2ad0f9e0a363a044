"""Every VAT code of the books has exactly one box of the return."""

import pytest

from bonbrug.books.reports.vat_boxes import BY_SIDE, CODES, Box, box_of
from bonbrug.values import vat

SALES_BOXES = {
    Box.HIGH: {"HOOG_VERK_21", "HOOG_VERK"},
    Box.LOW: {"LAAG_VERK_9", "LAAG_VERK"},
    Box.OTHER_RATE: {"AFW_VERK", "AFW"},
    Box.NOT_WITH_US: {"VERL_VERK", "VERL_VERK_L9"},
    Box.EXPORT: {"BU_EU_VERK"},
    Box.EU_SALES: {"BI_EU_VERK", "BI_EU_VERK_D"},
    Box.DISTANCE: {"AFST_VERK"},
    Box.UNTAXED_SALES: {"GEEN"},
}
PURCHASE_BOXES = {
    Box.REVERSED: {"VERL_INK", "VERL_INK_L9"},
    Box.FROM_OUTSIDE: {"BU_EU_INK"},
    Box.FROM_EU: {"BI_EU_INK"},
    Box.INPUT: {"HOOG_INK_21", "LAAG_INK_9", "HOOG_INK", "LAAG_INK", "AFW"},
    Box.UNTAXED_COSTS: {"GEEN"},
}


def boxes(side: vat.Side) -> dict[Box, set[str]]:
    found: dict[Box, set[str]] = {}
    for code in vat.CODES.values():
        if code.side in (side, vat.Side.BOTH):
            box = box_of(code.code, bought=side is vat.Side.PURCHASE)
            found.setdefault(box, set()).add(code.code)
    return found


def test_every_code_that_can_be_sold_with_has_its_box() -> None:
    assert boxes(vat.Side.SALE) == SALES_BOXES


def test_every_code_that_can_be_bought_with_has_its_box() -> None:
    assert boxes(vat.Side.PURCHASE) == PURCHASE_BOXES


def test_no_code_stands_in_the_table_twice_and_all_are_known() -> None:
    listed = [code for codes in CODES.values() for code in codes] + list(BY_SIDE)
    assert sorted(listed) == sorted(vat.CODES)


@pytest.mark.parametrize("alias", vat.ALIASES)
def test_an_alias_has_the_box_of_its_code(alias: str) -> None:
    assert box_of(alias, bought=False) is box_of(vat.ALIASES[alias], bought=False)


def test_a_code_that_nobody_knows_is_not_dropped() -> None:
    assert box_of("NIEUW_VERK", bought=False) is Box.UNKNOWN
