"""R6 and R7: prices beside what was agreed, amounts beside what was signed, unused fields."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bonbrug.sync.model.settings import Limits
from tests.fakes.world import product
from tests.sync.judging.asking import codes, found, line, one, order

TAP = order(materials=["KRAAN 1 x 149.00"])
LIST = {"kraan": product("KRAAN", "Stuk", "100.00")}


@pytest.mark.parametrize(
    ("price", "asks"),
    [
        ("75.01", []), ("75.00", ["price_unusual"]), ("124.99", []), ("125.00", ["price_unusual"]),
        ("100.00", []), ("0.00", []), ("10.00", ["price_unusual"]), ("0.01", ["price_unusual"]),
    ],
)  # fmt: skip
def test_a_quarter_off_the_list_is_asked_about_in_either_direction(
    price: str, asks: list[str]
) -> None:
    assert codes(TAP, line("1", price, "KRAAN"), products=LIST) == asks


@pytest.mark.parametrize(("price", "asks"), [("50.00", []), ("100.00", ["price_unusual"])])
def test_what_this_customer_paid_last_counts_before_the_list(price: str, asks: list[str]) -> None:
    known = {"products": LIST, "prices": {"kraan": Decimal(50)}}
    assert codes(TAP, line("1", price, "KRAAN"), **known) == asks


PAID = {"kraan": Decimal(100)}


@pytest.mark.parametrize(
    ("known", "percent", "charged", "asks"),
    [
        ({"products": LIST}, "40", "60.00", []),
        ({"products": LIST}, "40", "75.00", ["price_unusual"]),
        ({"products": LIST}, "40", "45.00", ["price_unusual"]),
        ({"products": LIST}, "40", "100.00", []),
        ({"products": LIST}, "", "60.00", ["price_unusual"]),
        ({"prices": PAID}, "40", "60.00", []),
        ({"prices": PAID}, "40", "45.00", ["price_unusual"]),
        ({"products": LIST, "discount": Decimal(40)}, "", "60.00", []),
        ({"products": LIST, "discount": Decimal(40)}, "", "75.00", ["price_unusual"]),
        ({"products": LIST, "discount": Decimal(40)}, "", "45.00", ["price_unusual"]),
        ({"products": LIST, "discount": Decimal(40)}, "", "100.00", ["price_unusual"]),
        ({"products": LIST, "discount": Decimal(40)}, "50", "30.00", []),
        ({"products": LIST, "discount": Decimal(40), "prices": PAID}, "", "60.00", []),
        ({"products": LIST, "discount": Decimal(40), "prices": PAID}, "", "100.00", []),
        ({"products": LIST, "prices": {"kraan": Decimal(50)}}, "", "50.00", []),
        ({"products": LIST, "prices": {"kraan": Decimal(50)}}, "", "100.00", ["price_unusual"]),
        ({"prices": PAID, "discount": Decimal(40)}, "", "100.00", []),
        ({"prices": PAID, "discount": Decimal(40)}, "", "60.00", ["price_unusual"]),
    ],
)
def test_a_discount_of_the_line_or_of_the_customer_makes_it_no_other_price(
    known: dict[str, Any], percent: str, charged: str, asks: list[str]
) -> None:
    (tap,) = TAP.materials
    given: dict[str, Any] = {"discount": percent, "price": Decimal(charged), "code": "Kraan"}
    lowered = replace(tap, total=Decimal(charged), **given)
    plain = replace(tap, code="KIT", price=Decimal(1))
    about = replace(TAP, materials=(lowered, plain))
    assert codes(about, line("1", charged, "KRAAN"), **known) == asks


def test_how_far_off_is_a_setting() -> None:
    limits = Limits(price_percent=10)
    assert codes(TAP, line("1", "90.01", "KRAAN"), products=LIST, limits=limits) == []
    assert codes(TAP, line("1", "90", "kraan"), products=LIST, limits=limits) == ["price_unusual"]


def test_an_article_without_a_known_price_is_not_asked_about() -> None:
    assert codes(TAP, line("1", "9.99", "KRAAN")) == []
    free = {"kraan": product("KRAAN", "Stuk", "0.00")}
    assert codes(TAP, line("1", "9.99", "KRAAN"), products=free) == []


def test_both_prices_are_named_with_the_line_and_each_price_once() -> None:
    about = order("101 08:00-09:00", materials=["KIT 1 x 7.95", "KRAAN 1 x 10.00"])
    lines = [line("1", "10.00", "KRAAN")] * 2 + [line("1", "12.00", "Kraan")]
    facts = [dict(each.facts) for each in found(about, *lines, products=LIST)]
    assert facts == [
        {"article": "KRAAN", "price": "10", "place": 3, "known_price": "100"},
        {"article": "Kraan", "price": "12", "place": 3, "known_price": "100"},
    ]


def test_hours_are_named_by_the_first_line_with_their_type() -> None:
    about = order("101 08:00-09:00", "101 09:00-10:00 REIS", "101 10:00-11:00 REIS")
    code, facts = one(about, line("2", "35.00", "REIS"), prices={"reis": Decimal(20)})
    assert (code, facts["place"]) == ("price_unusual", 2)


def test_an_article_that_stands_nowhere_has_no_line() -> None:
    _, facts = one(TAP, line("1", "35.00", "VOORRIJDEN"), prices={"voorrijden": Decimal(20)})
    assert facts["place"] == 0


@pytest.mark.parametrize(
    ("total", "asks"),
    [
        ("", []), (" = 0", []), (" = 9.10", []), (" = 9.11", []), (" = 9.09", []),
        (" = 9.12", ["signed_total_differs"]), (" = 9.08", ["signed_total_differs"]),
    ],
)  # fmt: skip
def test_an_amount_more_than_a_cent_off_is_asked_about(total: str, asks: list[str]) -> None:
    assert codes(order(materials=[f"BUIS 2 x 4.55{total}"])) == asks


def test_both_amounts_are_named_with_the_line() -> None:
    about = order("101 08:00-09:00", materials=["KIT 1 x 7.95", "BUIS 2 x 4.55 = 8.19"])
    facts = {"place": 3, "material": "BUIS", "ours": "9.1", "theirs": "8.19"}
    assert one(about) == ("signed_total_differs", facts)


@pytest.mark.parametrize(
    ("travel", "asks", "told"),
    [
        ("", [], ""), ("0", [], ""), ("X", [], ""), ("0,0", [], ""), ("geen", [], ""),
        ("00", [], ""),
        ("40", ["travel_not_used"], "40"), ("12,5 km", ["travel_not_used"], "12,5"),
        ("van Jansen naar 7", ["travel_not_used"], "7"), ("0.9", ["travel_not_used"], "0.9"),
        ("1.250,5km", ["travel_not_used"], "1.250,5"),
    ],
)  # fmt: skip
def test_a_distance_is_asked_about_by_its_number_alone(
    travel: str, asks: list[str], told: str
) -> None:
    about = order("102 07:00-08:00", "101 08:00-09:00")
    far = replace(about, periods=(about.periods[0], replace(about.periods[1], travel=travel)))
    assert codes(far) == asks
    assert codes(far, limits=Limits(asks_travel=False)) == []
    for each in found(far):
        assert each.facts == {"place": 2, "travel": told}


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("10%", "free_field_not_used", "10"),
        ("korting 10 %", "free_field_not_used", "10"),
        ("€ 12,50", "free_field_not_used", "12,50"),
        ("12,50€", "free_field_not_used", "12,50"),
        ("5 EUR", "free_field_not_used", "5"),
        ("5 eur", "free_field_not_used", "5"),
        ("5 europallets", "free_field_unread", ""),
        ("chroom", "free_field_unread", ""),
        ("RAL 9010", "free_field_unread", ""),
        ("100% katoen", "free_field_not_used", "100"),
        ("€", "free_field_unread", ""),
    ],
)
@pytest.mark.parametrize("name", ["free_3", "free_4", "free_5"])
def test_a_free_field_with_money_is_asked_about_and_another_one_told(
    name: str, text: str, code: str, value: str
) -> None:
    about = order("101 08:00-09:00", materials=["KIT 1 x 7.95", "KRAAN 1 x 149.00"])
    kit, tap = about.materials
    given: dict[str, Any] = {name: text}
    filled = replace(about, materials=(kit, replace(tap, **given)))
    facts = {"place": 3, "field": name} | ({"value": value} if value else {})
    assert one(filled) == (code, facts)
    assert [each.needs_person for each in found(filled)] == [bool(value)]


def test_of_several_free_fields_those_with_money_are_told() -> None:
    about = order(materials=["KIT 1 x 7.95 freewit", "KRAAN 1 x 149.00 free5%", "X 1 x 1 free€ 3"])
    places = [(each.code, each.facts["place"]) for each in found(about)]
    assert places == [("free_field_not_used", 2), ("free_field_not_used", 3)]


def test_free_fields_without_money_are_told_once() -> None:
    about = order(materials=["KIT 1 x 7.95", "KIT 1 x 7.95 freewit", "KRAAN 1 x 149.00 freechroom"])
    assert one(about) == ("free_field_unread", {"place": 2, "field": "free_3"})
