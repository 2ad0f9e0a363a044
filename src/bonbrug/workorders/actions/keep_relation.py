"""Relations: the customers of a company."""

from collections.abc import Sequence
from datetime import datetime

from bonbrug.workorders.actions.checks import demand
from bonbrug.workorders.actions.keep_many import keep_many
from bonbrug.workorders.actions.keep_one import change_one
from bonbrug.workorders.actions.records import Kept, RelationFields
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Company, Relation, Status, WorkOrder

KEY = "debtor_number"


def keep_relations(
    company: Company, rows: Sequence[RelationFields], now: datetime, source: str = ""
) -> Kept:
    """Insert or change by debtor number, all or nothing."""
    return keep_many(Relation.objects, KEY, company, rows, now=now, source=source)


def add_relation(company: Company, fields: RelationFields) -> Relation:
    demand(fields, KEY, "name")
    return change_one(Relation(company=company), KEY, fields)


def change_relation(relation: Relation, fields: RelationFields) -> Relation:
    demand({KEY: relation.debtor_number, "name": relation.name, **fields}, KEY, "name")
    return change_one(relation, KEY, fields)


def remove_relation(relation: Relation) -> None:
    """Delete; refused while work orders of the relation are not settled."""
    busy = WorkOrder.objects.filter(
        company=relation.company_id, payer_debtor_number=relation.debtor_number
    ).exclude(status=Status.SETTLED)
    if count := busy.count():
        raise Refused("has_work_orders", name=relation.name, count=count)
    relation.delete()
