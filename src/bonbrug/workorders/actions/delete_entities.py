"""Deleting by key for another package (DeleteEntity)."""

from typing import Any

from django.db import transaction

from bonbrug.workorders.models import Company, Status

_KEYS: dict[tuple[str, str], str] = {
    ("workorder", "db_row"): "pk",
    ("workorder", "workorder_no"): "number",
    ("workorder", "order_no"): "order_nr",
    ("employee", "db_row"): "pk",
    ("employee", "number"): "number",
    ("material", "db_row"): "pk",
    ("material", "code"): "code",
    ("material", "description"): "description",
    ("relation", "db_row"): "pk",
    ("relation", "name"): "name",
    ("relation", "debtor_number"): "debtor_number",
    ("hourtype", "code"): "code",
    ("project", "code"): "code",
    ("address", "code"): "code",
    ("contactperson", "code"): "code",
}
ENTITIES = frozenset(entity for entity, _ in _KEYS)


def delete_where(company: Company, entity: str, key: str, value: str) -> int:
    """Delete the records with this value; return how many. A settled work order is kept.

    An empty value deletes nothing: it would hit every record that has none.
    """
    column = _KEYS[entity, key]
    if not value or (column == "pk" and not _is_row(value)):
        return 0
    return _delete(_records(company, entity).filter(**{column: value}))


def kept_settled(company: Company, key: str, value: str) -> list[str]:
    """Return the names of the work orders with this value that are settled, and so stay."""
    column = _KEYS["workorder", key]
    if not value or (column == "pk" and not _is_row(value)):
        return []
    settled = company.work_orders.filter(status=Status.SETTLED, **{column: value})
    return [order.name for order in settled]


def delete_every(company: Company, entity: str) -> int:
    """Empty a list of a company; return how many."""
    return _delete(_records(company, entity))


def _is_row(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 19


def _records(company: Company, entity: str) -> Any:
    if entity == "workorder":
        return company.work_orders.exclude(status=Status.SETTLED)
    lists: dict[str, Any] = {
        "employee": company.employees,
        "material": company.materials,
        "relation": company.relations,
        "hourtype": company.hour_types,
        "project": company.projects,
        "address": company.addresses,
        "contactperson": company.contact_persons,
    }
    return lists[entity].all()


def _delete(records: Any) -> int:
    with transaction.atomic():
        count: int = records.count()
        records.delete()
    return count
