"""Work statuses (werkbonstatussen): the company's own codes."""

from collections.abc import Sequence
from datetime import datetime

from bonbrug.workorders.actions.checks import demand
from bonbrug.workorders.actions.keep_many import keep_many
from bonbrug.workorders.actions.keep_one import change_one
from bonbrug.workorders.actions.records import Kept, WorkStatusFields
from bonbrug.workorders.models import Company, WorkStatus

KEY = "code"


def keep_work_statuses(company: Company, rows: Sequence[WorkStatusFields], now: datetime) -> Kept:
    """Insert or change by code, all or nothing."""
    return keep_many(WorkStatus.objects, KEY, company, rows, now=now)


def add_work_status(company: Company, fields: WorkStatusFields) -> WorkStatus:
    demand(fields, KEY, "name")
    return change_one(WorkStatus(company=company), KEY, fields)


def change_work_status(status: WorkStatus, fields: WorkStatusFields) -> WorkStatus:
    demand({KEY: status.code, "name": status.name, **fields}, KEY, "name")
    return change_one(status, KEY, fields)


def remove_work_status(status: WorkStatus) -> None:
    """Delete; work orders keep the code."""
    status.delete()
