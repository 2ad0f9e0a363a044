from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bonbrug.sync.model.records import HourType
from bonbrug.sync.model.settings import SyncSettings
from tests.fakes.world import World, product

IMPORTS = SyncSettings(import_relations=False, version=1)


def with_product(unit: str = "Uur", **other: Any) -> World:
    world = World(IMPORTS)
    one = product("P1", unit, **other)
    world.books.products_ = {one.remote_id: one}
    world.run()
    return world


def _gap(field: str) -> dict[str, Any]:
    return {field: ""}


def change(world: World, **values: Any) -> None:
    one = world.books.products_["p-P1"]
    world.books.products_["p-P1"] = product("P1", one.unit, **{"active": one.active, **values})


@pytest.mark.parametrize("unit", ["Uur", "uur", " uren ", "UREN", "hour"])
def test_a_product_in_hours_is_an_hour_type(unit: str) -> None:
    world = with_product(unit)
    assert world.field.hour_types_ == {"P1": HourType("P1", "Artikel P1", Decimal(50))}
    assert world.field.materials_ == {}


def test_any_other_unit_is_a_material_with_its_vat_code_and_ledger() -> None:
    world = with_product("Stuk")
    made = world.field.materials_["P1"]
    assert (made.unit, made.vat_code, made.ledger_code) == ("Stuk", "HOOG_VERK_21", "8000")
    assert world.field.hour_types_ == {}


def test_a_word_of_the_user_counts_as_hours() -> None:
    world = World(replace(IMPORTS, hour_words=("mandag",)))
    world.books.products_ = {"1": product("P1", "Mandag")}
    world.run()
    assert list(world.field.hour_types_) == ["P1"]


@pytest.mark.parametrize("unit", ["Uur", "Stuk"])
def test_an_inactive_product_is_not_offered(unit: str) -> None:
    world = with_product(unit, active=False)
    assert world.field.writes() == 1  # the work statuses
    assert not world.field.hour_types_
    assert not world.field.materials_


def test_an_hour_type_that_became_inactive_is_switched_off_once() -> None:
    world = with_product()
    change(world, active=False)
    world.later()
    assert not world.field.hour_types_["P1"].active
    world.later()
    assert world.writes() == 0


def test_an_hour_type_that_is_active_again_is_switched_on() -> None:
    world = with_product()
    change(world, active=False)
    world.later()
    change(world, active=True)
    world.later()
    assert world.field.hour_types_["P1"].active


def test_a_material_that_became_inactive_is_just_not_sent_any_more() -> None:
    world = with_product("Stuk")
    change(world, active=False, price="9.99")
    world.later()
    assert world.writes() == 0
    assert world.field.materials_["P1"].price == Decimal(50)


def test_an_hour_type_whose_unit_changed_becomes_a_material() -> None:
    world = with_product()
    world.books.products_["p-P1"] = product("P1", "Stuk")
    world.later()
    assert not world.field.hour_types_["P1"].active
    assert world.field.materials_["P1"].unit == "Stuk"
    world.later()
    assert world.writes() == 0


def test_an_hour_type_without_a_price_is_named() -> None:
    world = with_product(price="0")
    assert world.items() == ["hour_type_price"]
    assert world.field.hour_types_ == {}


def test_a_material_without_a_price_travels() -> None:
    world = with_product("Stuk", price="0")
    assert world.field.materials_["P1"].price == 0


@pytest.mark.parametrize("field", ["description", "unit"])
def test_a_product_with_a_gap_is_named(field: str) -> None:
    world, gap = World(IMPORTS), _gap(field)
    world.books.products_ = {"1": replace(product("P1", "Stuk"), **gap)}
    world.run()
    assert world.memory.items["product_incomplete", "P1"].facts == {"missing": field}


def test_a_kind_that_is_not_ticked_stays_away() -> None:
    world = World(replace(IMPORTS, import_hour_types=False))
    world.run()
    assert world.field.hour_types_ == {}
    assert list(world.field.materials_) == ["BUIS"]


def test_a_kind_that_is_ticked_later_comes_then() -> None:
    world = World(replace(IMPORTS, import_hour_types=False))
    world.run()
    world.choices = replace(IMPORTS, version=2)
    world.later()
    assert list(world.field.hour_types_) == ["UUR"]


def test_a_new_price_travels_and_a_text_changed_by_the_office_stays() -> None:
    world = with_product("Stuk")
    there = world.field.materials_["P1"]
    world.field.materials_["P1"] = replace(there, description="Eigen woorden")
    change(world, price="60.00")
    world.later()
    made = world.field.materials_["P1"]
    assert (made.price, made.description) == (Decimal(60), "Eigen woorden")


def test_ten_thousand_products_travel_in_batches_of_500() -> None:
    world = World(IMPORTS)
    rows = [product(f"P{number}", "Stuk") for number in range(2000)]
    world.books.products_ = {row.remote_id: row for row in rows}
    world.run()
    assert world.weather.count("put_materials") == 4
    world.later()
    assert world.writes() == 0


@pytest.mark.parametrize("unit", ["Stuk", "Uur"])
def test_a_refused_version_does_not_make_an_edit_in_the_work_orders_a_conflict(unit: str) -> None:
    world = with_product(unit)
    for price in ("51.00", "52.00"):
        world.field.hated = {"P1"} if price == "51.00" else set()
        change(world, price=Decimal(price))
        if price == "52.00":
            _rename_in_the_work_orders(world, "Naar onze zin")
        world.later()
    seen = [(row.description, row.price) for row in world.field.materials_.values()]
    seen += [(row.name, row.price) for row in world.field.hour_types_.values()]
    assert seen == [("Naar onze zin", Decimal(52))]
    assert "both_changed" not in {line.code for line in world.memory.lines}


def _rename_in_the_work_orders(world: World, name: str) -> None:
    for code, material in world.field.materials_.items():
        world.field.materials_[code] = replace(material, description=name)
    for code, hour_type in world.field.hour_types_.items():
        world.field.hour_types_[code] = replace(hour_type, name=name)
