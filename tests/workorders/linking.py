"""Linking a tablet as a person does it: the office shows a code, the employee fills it in."""

from datetime import datetime

from bonbrug.workorders.actions.link_code import show_code
from bonbrug.workorders.actions.link_tablet import Device, link_tablet
from bonbrug.workorders.models import Employee, Tablet

CODE = "7K2M-04XA"


def linked(employee: Employee, key: str, now: datetime, known_by: str = "") -> Tablet:
    """Link a device that gets this key; `known_by` is the key that it holds already."""
    show_code(employee, CODE, now)
    return link_tablet(employee.company, employee.number, CODE, Device(key, known_by), now)
