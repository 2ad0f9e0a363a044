"""Short numbers for the work orders that a company makes itself, each once."""

from datetime import date

from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Company, NumberSeries, WorkOrder
from bonbrug.workorders.models.number_series import number_key

DIGITS = 4
CENTURY = 100  # the year is written with its last two digits


def draw_number(company: Company, day: date) -> str:
    """Return the next number, such as W26-0001; inside a transaction that holds the company.

    Numbers that another package gave are passed by, whatever their capitals.
    """
    year = day.year if company.numbers_per_year else 0
    series, _new = NumberSeries.objects.get_or_create(company=company, year=year)
    number = _written(company, year, series.following)
    while company.work_orders.filter(number_key=number_key(number)).exists():
        series.following += 1
        number = _written(company, year, series.following)
    series.following += 1
    series.save(update_fields=["following"])
    return number


def _written(company: Company, year: int, count: int) -> str:
    begin = f"{company.number_prefix}{year % CENTURY:02d}-" if year else company.number_prefix
    return f"{begin}{count:0{DIGITS}d}"


def demand_free(order: WorkOrder) -> None:
    """Refuse a number that another work order has, be it in other capitals; sets its key."""
    order.number_key = number_key(order.number)
    if not order.number_key:
        return
    others = order.company.work_orders.filter(number_key=order.number_key)
    other = others.exclude(pk=order.pk).first()
    if other is not None:
        raise Refused("number_in_use", number=other.number)
