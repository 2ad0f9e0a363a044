"""Erasing a customer from the work orders: who it was for and what people wrote goes.

Hours, articles, numbers and days stay: the invoice rests on them.
"""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from bonbrug.accounts.models import Organisation
from bonbrug.values.personal_data import Obstacle
from bonbrug.workorders.actions.forget_work import CUSTOMER, NOTES, PAYER, empty
from bonbrug.workorders.actions.person_rows import addresses
from bonbrug.workorders.models import (
    Address,
    Company,
    ContactPerson,
    Dwelling,
    Project,
    Relation,
    Status,
    WorkOrder,
)


def obstacles(organisation: Organisation, code: str) -> Iterator[Obstacle]:
    """Return the work orders that still may become an invoice."""
    waiting = _orders(organisation, code).exclude(status=Status.SETTLED)
    for number, order_nr in waiting.values_list("number", "order_nr"):
        yield Obstacle("work_order_open", number or order_nr)


def erase(organisation: Organisation, code: str) -> None:
    """Remove the customer and its lists, and empty who and what stood on its work orders."""
    companies = Company.objects.filter(organisation=organisation)
    orders = _orders(organisation, code)
    there = addresses(orders, code.strip())
    Dwelling.objects.filter(company__in=companies, address__in=there).delete()
    for table in (Relation, Address, ContactPerson):
        table.objects.filter(company__in=companies, debtor_number__iexact=code.strip()).delete()
    theirs = _number("debtor_number", code) | _number("payer_debtor_number", code)
    Project.objects.filter(theirs, company__in=companies).update(name="", description="")
    pays = _number("payer_debtor_number", code)
    empty(orders.filter(pays), (*PAYER, *NOTES))
    works = _number("customer_debtor_number", code)
    empty(orders.filter(works), (*CUSTOMER, *NOTES))
    empty(orders.filter(works, payer_debtor_number=""), PAYER)
    empty(orders.filter(pays, customer_debtor_number=""), CUSTOMER)


def _orders(organisation: Organisation, code: str) -> "QuerySet[WorkOrder]":
    mine = WorkOrder.objects.filter(company__organisation=organisation)
    works = _number("customer_debtor_number", code)
    return mine.filter(works | _number("payer_debtor_number", code))


def _number(column: str, code: str) -> Q:
    return Q(**{f"{column}__iexact": code.strip()})
