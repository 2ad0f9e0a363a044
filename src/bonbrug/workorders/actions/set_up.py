"""A new company in the work orders."""

import re

from django.db import IntegrityError, transaction

from bonbrug.accounts.models import Organisation
from bonbrug.workorders.actions.checks import check, demand
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Company


def new_company(organisation: Organisation, name: str, company_id: str) -> Company:
    """Make a company; `company_id` is 7 digits, drawn by the caller."""
    demand({"name": name}, "name")
    check(Company, {"name": name})
    if not re.fullmatch(r"[0-9]{7}", company_id):
        raise Refused("company_id_shape", company_id=company_id)
    try:
        with transaction.atomic():
            return Company.objects.create(
                organisation=organisation, name=name, company_id=company_id
            )
    except IntegrityError as error:
        raise Refused("company_id_in_use", company_id=company_id) from error


def change_company(
    company: Company, *, name: str | None = None, default_work_status: str | None = None
) -> Company:
    """Change the name, or the work status that a signed work order gets when it has none."""
    company.name = company.name if name is None else name
    if default_work_status is not None:
        company.default_work_status = default_work_status
    demand({"name": company.name}, "name")
    check(Company, {"name": company.name, "default_work_status": company.default_work_status})
    company.save(update_fields=["name", "default_work_status"])
    return company
