"""A new company in the work orders."""

import re
from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction

from bonbrug.accounts.models import Organisation
from bonbrug.workorders.actions.checks import check, demand
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.actions.take_back import LONGEST
from bonbrug.workorders.models import Company


class CompanyFields(TypedDict, total=False):
    """What a person may change of a company.

    `default_work_status` goes to a completed work order that has none.
    """

    name: str
    default_work_status: str
    take_back_minutes: int
    signature_required: bool
    discount_code: str
    number_prefix: str
    numbers_per_year: bool
    letterhead: str


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


def change_company(company: Company, **fields: Unpack[CompanyFields]) -> Company:
    """Change the name or the choices of a company; what is not named stays."""
    for name, value in fields.items():
        setattr(company, name, value)
    demand({"name": company.name}, "name")
    check(Company, fields)
    _check_minutes(company)
    company.save(update_fields=list(fields))
    return company


def _check_minutes(company: Company) -> None:
    if not 0 <= company.take_back_minutes <= LONGEST:
        raise Refused("too_many_minutes", field="take_back_minutes", limit=LONGEST)
