"""Employees; only an active one in this list can link a tablet."""

from collections.abc import Sequence
from datetime import datetime

from bonbrug.accounts.models import User
from bonbrug.workorders.actions.checks import demand
from bonbrug.workorders.actions.keep_many import keep_many
from bonbrug.workorders.actions.keep_one import change_one
from bonbrug.workorders.actions.records import EmployeeFields, Kept
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Company, Employee, Status

KEY = "number"


def keep_employees(company: Company, rows: Sequence[EmployeeFields], now: datetime) -> Kept:
    """Insert or change by number, all or nothing."""
    return keep_many(Employee.objects, KEY, company, rows, now=now)


def add_employee(company: Company, fields: EmployeeFields, user: User | None = None) -> Employee:
    demand(fields, "first_name", "last_name", KEY)
    return change_one(Employee(company=company, user=user), KEY, fields)


def change_employee(employee: Employee, fields: EmployeeFields) -> Employee:
    whole = {
        KEY: employee.number,
        "first_name": employee.first_name,
        "last_name": employee.last_name,
        **fields,
    }
    demand(whole, "first_name", "last_name", KEY)
    return change_one(employee, KEY, fields)


def remove_employee(employee: Employee) -> None:
    """Delete with the tablets; refused while work orders of the employee are open."""
    busy = employee.work_orders.filter(status__in=(Status.READY, Status.PICKED_UP)).count()
    if busy:
        raise Refused("has_work_orders", name=employee.name, count=busy)
    employee.delete()


def find_employee(company: Company, number: str) -> Employee:
    """Return the active employee with this number, or refuse."""
    found = company.employees.filter(number=number.strip()).first()
    if found is None:
        raise Refused("employee_unknown", number=number)
    if not found.active:
        raise Refused("employee_inactive", number=number)
    return found
