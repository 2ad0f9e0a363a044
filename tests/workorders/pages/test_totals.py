"""What the hours of a work order come to: the same as on its invoice."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from bonbrug.workorders.models import Company, HourType, WorkOrder
from bonbrug.workorders.pages.totals import reckon

Make = Callable[..., WorkOrder]


def test_six_times_ten_minutes_are_one_hour_to_pay(company: Company, make_order: Make) -> None:
    HourType.objects.create(company=company, code="MON", name="Montage", sale_price="52.50")
    order = make_order()
    for _ in range(6):
        order.periods.create(work_date=date(2018, 9, 17), total_minutes=10, hour_type="mon")
    found = reckon(order)
    assert (found.hours, found.amount) == (Decimal("1.00"), Decimal("52.50"))
    assert {line.amount for line in found.periods} == {Decimal("8.75")}


def test_the_amounts_of_the_periods_add_up_to_the_whole(company: Company, make_order: Make) -> None:
    HourType.objects.create(company=company, code="MON", name="Montage", sale_price="50")
    order = make_order()
    for _ in range(3):
        order.periods.create(work_date=date(2018, 9, 17), total_minutes=10, hour_type="MON")
    found = reckon(order)
    assert found.amount == Decimal("25.00")
    assert sum(line.amount or 0 for line in found.periods) == found.amount
