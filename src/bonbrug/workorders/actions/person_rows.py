"""The rows of the work orders that are about one person."""

from typing import Any

from django.db.models import Q, QuerySet

from bonbrug.accounts.models import Organisation, User
from bonbrug.values.personal_data import Person, Whose
from bonbrug.workorders.models import (
    Address,
    Company,
    ContactPerson,
    Dwelling,
    Employee,
    History,
    MaterialLine,
    Project,
    Relation,
    Tablet,
    TabletEvent,
    TabletOperation,
    WorkOrder,
    WorkPeriod,
)
from bonbrug.workorders.models.dwelling import address_of

Rows = QuerySet[Any]


def rows_of(organisation: Organisation, person: Person) -> list[Rows]:
    """Return them per table, of the companies of one organisation."""
    companies = Company.objects.filter(organisation=organisation)
    match person.whose:
        case Whose.CUSTOMER:
            return _of_customer(companies, person.key.strip())
        case Whose.EMPLOYEE:
            return _of_employee(companies, person.key.strip())
        case _:
            return _of_user(companies, person.key.strip().lower())


def _of_customer(companies: "QuerySet[Company]", code: str) -> list[Rows]:
    number = Q(company__in=companies, debtor_number__iexact=code)
    payer = Q(company__in=companies, payer_debtor_number__iexact=code)
    orders = WorkOrder.objects.filter(
        payer | Q(company__in=companies, customer_debtor_number__iexact=code)
    )
    return [
        Relation.objects.filter(number),
        Address.objects.filter(number),
        ContactPerson.objects.filter(number),
        Project.objects.filter(number | payer),
        orders,
        *_on(orders),
        Dwelling.objects.filter(company__in=companies, address__in=addresses(orders, code)),
    ]


def _on(orders: "QuerySet[WorkOrder]") -> list[Rows]:
    return [table.objects.filter(work_order__in=orders)
            for table in (WorkPeriod, MaterialLine, History, TabletOperation)]  # fmt: skip


def addresses(orders: "QuerySet[WorkOrder]", code: str) -> set[str]:
    """Return the addresses at which work was done for this customer, as dwellings know them."""
    mine = orders.filter(customer_debtor_number__iexact=code)
    return {address_of(order) for order in mine.iterator(chunk_size=500)} - {""}


def _of_employee(companies: "QuerySet[Company]", number: str) -> list[Rows]:
    employees = Employee.objects.filter(company__in=companies, number__iexact=number)
    names = {employee.name for employee in employees} - {""}
    in_company = Q(company__in=companies)
    periods = WorkPeriod.objects.filter(work_order__company__in=companies)
    history = History.objects.filter(work_order__company__in=companies)
    return [
        employees,
        Tablet.objects.filter(employee__in=employees),
        TabletEvent.objects.filter(in_company, who__in=names),
        TabletOperation.objects.filter(employee__in=employees),
        Dwelling.objects.filter(in_company, marked_by__in=names),
        WorkOrder.objects.filter(in_company, employee__in=employees),
        periods.filter(employee_number__iexact=number),
        history.filter(who__in=names),
    ]


def _of_user(companies: "QuerySet[Company]", email: str) -> list[Rows]:
    user = User.objects.filter(username=email).first()
    mine = Q(company__in=companies)
    return [
        Employee.objects.filter(mine, user=user) if user else Employee.objects.none(),
        TabletEvent.objects.filter(mine, by__iexact=email),
        TabletOperation.objects.filter(mine, decided_by__iexact=email),
        Dwelling.objects.filter(mine, marked_by__iexact=email),
        History.objects.filter(work_order__company__in=companies, who__iexact=email),
    ]
