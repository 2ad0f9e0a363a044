"""Materials: the articles of a company."""

from collections.abc import Sequence
from datetime import datetime

from bonbrug.workorders.actions.checks import demand
from bonbrug.workorders.actions.keep_many import keep_many
from bonbrug.workorders.actions.keep_one import change_one
from bonbrug.workorders.actions.records import Kept, MaterialFields
from bonbrug.workorders.models import Company, Material

KEY = "code"


def keep_materials(
    company: Company, rows: Sequence[MaterialFields], now: datetime, source: str = ""
) -> Kept:
    """Insert or change by code, all or nothing."""
    return keep_many(Material.objects, KEY, company, rows, now=now, source=source)


def add_material(company: Company, fields: MaterialFields) -> Material:
    demand(fields, KEY, "description")
    return change_one(Material(company=company), KEY, fields)


def change_material(material: Material, fields: MaterialFields) -> Material:
    whole = {KEY: material.code, "description": material.description, **fields}
    demand(whole, KEY, "description")
    return change_one(material, KEY, fields)


def remove_material(material: Material) -> None:
    """Delete; the lines on work orders are copies and stay."""
    material.delete()
