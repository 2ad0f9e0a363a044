"""Hour types (uursoorten)."""

from collections.abc import Sequence
from datetime import datetime

from bonbrug.workorders.actions.checks import demand
from bonbrug.workorders.actions.keep_many import keep_many
from bonbrug.workorders.actions.keep_one import change_one
from bonbrug.workorders.actions.records import HourTypeFields, Kept
from bonbrug.workorders.models import Company, HourType

KEY = "code"


def keep_hour_types(
    company: Company, rows: Sequence[HourTypeFields], now: datetime, source: str = ""
) -> Kept:
    """Insert or change by code, all or nothing."""
    return keep_many(HourType.objects, KEY, company, rows, now=now, source=source)


def add_hour_type(company: Company, fields: HourTypeFields) -> HourType:
    demand(fields, KEY, "name")
    return change_one(HourType(company=company), KEY, fields)


def change_hour_type(hour_type: HourType, fields: HourTypeFields) -> HourType:
    demand({KEY: hour_type.code, "name": hour_type.name, **fields}, KEY, "name")
    return change_one(hour_type, KEY, fields)


def remove_hour_type(hour_type: HourType) -> None:
    """Delete; hours on work orders keep the code."""
    hour_type.delete()
