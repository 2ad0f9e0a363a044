"""What the hours of a work order come to: the same as on its invoice."""

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from bonbrug.workorders.models import Company, Employee, HourType, Status, WorkOrder
from bonbrug.workorders.pages.totals import reckon

Make = Callable[..., WorkOrder]


def test_six_times_ten_minutes_are_one_hour_to_pay(company: Company, make_order: Make) -> None:
    HourType.objects.create(company=company, code="MON", name="Montage", sale_price="52.50")
    order = make_order()
    for _ in range(6):
        order.periods.create(work_date=date(2018, 9, 17), total_minutes=10, hour_type="mon")
    found = reckon(order)
    assert (found.hours.written, found.amount) == (60, Decimal("52.50"))
    assert {line.amount for line in found.periods} == {Decimal("8.75")}


def test_the_amounts_of_the_periods_add_up_to_the_whole(company: Company, make_order: Make) -> None:
    HourType.objects.create(company=company, code="MON", name="Montage", sale_price="50")
    order = make_order()
    for _ in range(3):
        order.periods.create(work_date=date(2018, 9, 17), total_minutes=10, hour_type="MON")
    found = reckon(order)
    assert found.amount == Decimal("25.00")
    assert sum(line.amount or 0 for line in found.periods) == found.amount


@pytest.fixture
def six(company: Company, sanne: Employee, make_order: Make) -> WorkOrder:
    """Six times ten minutes of one hour type."""
    HourType.objects.create(company=company, code="MON", name="Montage", sale_price="52.50")
    order = make_order(Status.PICKED_UP, sanne)
    for start in range(6):
        begin, end = time(8, 10 * start), time(8 + (start == 5), 10 * (start + 1) % 60)
        day = date(2018, 9, 17)
        order.periods.create(work_date=day, begin=begin, end=end, total_minutes=10, hour_type="MON")
    return order


@pytest.mark.parametrize("name", ["tablet_order", "tablet_sign"])
def test_the_tablet_shows_lines_that_add_up_to_its_total(
    tablet: Client, six: WorkOrder, name: str
) -> None:
    page = tablet.get(reverse(f"workorders:{name}", args=[six.pk])).content.decode()
    assert re.findall(r'class="number">([0-9:]+)<', page) == ["0:10"] * 6
    assert "<strong>1:00 uren</strong>" in page


def test_the_office_shows_lines_that_add_up_to_its_total(office: Client, six: WorkOrder) -> None:
    address = reverse("workorders:work_order", args=[six.company_id, six.pk])
    page = unescape(office.get(address).content.decode())
    assert page.count(">0:10</td>") == 6
    assert page.count("€\u00a08,75") == 6
    assert "<strong>€\u00a052,50</strong>" in page
    assert "<dt>Geschreven</dt><dd>1:00</dd>" in page


def test_written_signed_and_charged_hours_stand_side_by_side(
    office: Client, tablet: Client, six: WorkOrder
) -> None:
    WorkOrder.objects.update(rounding_minutes=15, minimum_hours=2, signed_minutes=50)
    address = reverse("workorders:work_order", args=[six.company_id, six.pk])
    page = unescape(office.get(address).content.decode())
    assert re.findall(r"<dd>([0-9:]+)</dd>", page)[:3] == ["1:00", "0:50", "2:00"]
    assert "naar boven afgerond op 15 minuten" in page
    assert "ten minste 2 uur" in page
    assert "gewijzigd nadat de klant had getekend" in page
    sheet = tablet.get(reverse("workorders:tablet_sign", args=[six.pk])).content.decode()
    assert "zoals afgesproken" in sheet
    assert "2:00" in sheet


@pytest.mark.parametrize("place", ["tablet", "office"])
def test_the_work_address_is_marked_where_the_work_order_is_seen(
    request: pytest.FixtureRequest, place: str, make_order: Make, sanne: Employee
) -> None:
    client: Client = request.getfixturevalue(place)
    home = {"customer_postal_code": "1236 GH", "customer_house_number": "45"}
    order = make_order(Status.PICKED_UP, sanne, **home)
    road = [order.pk] if place == "tablet" else [order.company_id, order.pk]
    prefix = "tablet_" if place == "tablet" else ""
    look = "tablet_order" if place == "tablet" else "work_order"
    page = reverse(f"workorders:{look}", args=road)
    assert "Woning ouder dan twee jaar: niet bekend" in client.get(page).content.decode()
    client.post(reverse(f"workorders:{prefix}dwelling", args=road), {"old": "1"})
    assert "Woning ouder dan twee jaar: ja" in client.get(page).content.decode()
