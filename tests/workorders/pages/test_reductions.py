"""Discount, warranty and returned material on the pages, and what is asked about a line."""

import re
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bonbrug.workorders.actions.keep_hour_type import add_hour_type
from bonbrug.workorders.actions.keep_material import add_material
from bonbrug.workorders.models import Company, Material, WorkOrder
from tests.ui.opened import opened
from tests.workorders.pages.conftest import office_road, words
from tests.workorders.pages.test_tablet_work import job, road

__all__ = ["job"]
TICK = re.compile(r'name="sure" value="([^"]*)"')


@pytest.fixture
def pipe(company: Company) -> Material:
    article: Any = {"code": "KB15", "description": "Buis", "unit": "Stuk", "price": Decimal("20")}
    return add_material(company, article)


def typed(**more: str) -> dict[str, str]:
    return {"name": "Buis", "code": "KB15", "quantity": "2", "unit": "Stuk", "price": "20", **more}


def test_the_office_gives_a_discount_on_a_line(office: Client, job: WorkOrder) -> None:
    office.post(office_road(job, "office_material_add"), typed(discount="12,5"))
    page = words(office, office_road(job, "work_order"))
    assert "12,5 % korting" in page
    assert page.count("€\u00a035,00") == 2


def test_the_office_gives_a_discount_on_the_whole_work_order(
    office: Client, company: Company, job: WorkOrder
) -> None:
    add_hour_type(company, {"code": "MONT", "name": "Montage", "sale_price": Decimal(50)})
    job.periods.create(total_minutes=60, hour_type="MONT")
    job.materials.create(name="Kit", quantity=1, price=10)
    change = office_road(job, "work_order_change")
    parties = {
        f"{who}_{name}": "x" for who in ("customer", "payer") for name in ("name", "debtor_number")
    }
    office.post(change, {**parties, "discount": "10", "work_date": "12-01-2026"})
    page = words(office, office_road(job, "work_order"))
    assert "10 % korting op deze werkbon: eraf bij elk materiaal hierboven, en €\u00a05,00" in page
    assert "€\u00a054,00" in page


def test_warranty_and_returns_are_named_with_their_reason(office: Client, job: WorkOrder) -> None:
    office.post(office_road(job, "office_material_add"), typed(warranty="Lekte na een week"))
    office.post(office_road(job, "office_material_add"), typed(returned="on"))
    page = words(office, office_road(job, "work_order"))
    assert "Lekte na een week" in page
    assert "retour" in page
    assert [line.amount for line in job.materials.all()] == [0, -40]


def test_a_returned_line_is_changed_as_a_positive_quantity(office: Client, job: WorkOrder) -> None:
    line = job.materials.create(name="Kit", quantity=-3, price=1)
    page = words(office, office_road(job, "office_material", line.pk))
    assert 'name="quantity" value="3"' in page
    assert re.search(r'name="returned"[^>]*checked', page)


def test_the_tablet_gives_discount_warranty_and_takes_back_material(
    tablet: Client, job: WorkOrder, pipe: Material
) -> None:
    add = road(job, "material_add", pipe.pk)
    tablet.post(add, {"quantity": "1", "discount": "10"})
    tablet.post(add, {"quantity": "1", "warranty": "Lekte"})
    tablet.post(add, {"quantity": "2", "returned": "on"})
    assert [str(line.amount) for line in job.materials.all()] == ["18.00", "0.00", "-40.00"]
    page = words(tablet, road(job, "tablet_order"))
    for said in ("10 % korting", "garantie", "Lekte", "retour"):
        assert said in page


def test_what_was_given_is_seen_again_when_the_line_is_changed(
    tablet: Client, job: WorkOrder
) -> None:
    line = job.materials.create(name="Kit", quantity=1, discount=Decimal("7.5"))
    page = words(tablet, road(job, "material_change", line.pk))
    assert 'value="7,5"' in page
    assert re.search(r"<details[^>]* open>", page)


def test_the_tablet_gives_a_discount_on_everything(tablet: Client, job: WorkOrder) -> None:
    tablet.post(road(job, "tablet_discount"), {"discount": "5"})
    job.refresh_from_db()
    assert job.discount == 5
    assert "5 %" in words(tablet, road(job, "tablet_sign"))


@pytest.mark.parametrize("given", ["100,01", "-1", "tien"])
def test_a_discount_outside_0_to_100_is_an_error_beside_the_field(
    tablet: Client, job: WorkOrder, given: str
) -> None:
    page = tablet.post(road(job, "tablet_discount"), {"discount": given}).content.decode()
    assert "is-invalid" in page
    job.refresh_from_db()
    assert job.discount == 0


@pytest.mark.parametrize("percentage", ["33.3333", "33.333", "0.0001", "99.9999"])
def test_a_line_with_a_fine_discount_is_saved_as_it_is_shown(
    office: Client, job: WorkOrder, percentage: str
) -> None:
    line = job.materials.create(name="Kit", quantity=1, price=1, discount=Decimal(percentage))
    address = office_road(job, "office_material", line.pk)
    office.post(address, opened(office, address) | {"name": "Kit wit"})
    line.refresh_from_db()
    assert (line.name, line.discount) == ("Kit wit", Decimal(percentage))


def test_a_bar_code_in_the_quantity_is_asked_about_on_the_tablet(
    tablet: Client, job: WorkOrder, pipe: Material
) -> None:
    add = road(job, "material_add", pipe.pk)
    asked = unescape(tablet.post(add, {"quantity": "8711234"}).content.decode())
    assert "8.711.234 stuks: klopt dat?" in asked
    assert not job.materials.exists()
    tablet.post(add, {"quantity": "8711234", "sure": TICK.findall(asked)})
    assert job.materials.get().quantity == 8711234


def test_a_very_large_line_is_asked_about_without_its_price(
    tablet: Client, job: WorkOrder, pipe: Material
) -> None:
    asked = tablet.post(road(job, "material_add", pipe.pk), {"quantity": "501"}).content.decode()
    assert "Deze regel is heel groot" in asked
    assert "€" not in asked


@pytest.mark.parametrize(("price", "asks"), [("24,99", False), ("25", True), ("200", True)])
def test_a_price_far_from_the_list_is_asked_about(
    office: Client, job: WorkOrder, pipe: Material, price: str, asks: bool
) -> None:
    add = f"{office_road(job, 'office_material_add')}?materiaal={pipe.pk}"
    page = unescape(office.post(add, typed(price=price)).content.decode())
    assert ("wijkt ver af" in page) is asks
    assert job.materials.exists() is not asks


def test_only_the_code_of_a_material_is_taken_for_a_discount_on_hours(
    office: Client, company: Company, pipe: Material
) -> None:
    address = reverse("workorders:settings", args=[company.pk])
    usual = {"take_back_minutes": "5"}
    wrong = office.post(address, {**usual, "discount_code": "BESTAATNIET"}).content.decode()
    assert "Geen materiaal heeft deze code" in wrong
    office.post(address, {**usual, "discount_code": pipe.code})
    company.refresh_from_db()
    assert company.discount_code == pipe.code
