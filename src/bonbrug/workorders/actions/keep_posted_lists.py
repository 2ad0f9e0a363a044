"""Projects, addresses, contact persons and choice lists, as another package posts them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bonbrug.workorders.actions.keep_many import keep_many
from bonbrug.workorders.actions.records import Kept
from bonbrug.workorders.models import (
    Address,
    Company,
    ContactPerson,
    PaymentMethod,
    Project,
    TypeOfWork,
)

Rows = Sequence[Mapping[str, Any]]


def keep_projects(company: Company, rows: Rows, now: datetime) -> Kept:
    """Insert or change by code, all or nothing."""
    return keep_many(Project.objects, "code", company, rows, now=now)


def keep_addresses(company: Company, rows: Rows, now: datetime) -> Kept:
    """Insert or change by code, all or nothing."""
    return keep_many(Address.objects, "code", company, rows, now=now)


def keep_contact_persons(company: Company, rows: Rows, now: datetime) -> Kept:
    """Insert or change by code, all or nothing."""
    return keep_many(ContactPerson.objects, "code", company, rows, now=now)


def keep_types_of_work(company: Company, rows: Rows, now: datetime) -> Kept:
    """Insert or change by name, all or nothing."""
    return keep_many(TypeOfWork.objects, "name", company, rows, now=now)


def keep_payment_methods(company: Company, rows: Rows, now: datetime) -> Kept:
    """Insert or change by description, all or nothing."""
    return keep_many(PaymentMethod.objects, "description", company, rows, now=now)
