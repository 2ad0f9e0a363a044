"""Insert or change many records by their key, writing only what is different.

One SELECT per batch finds what is there; a record that is the same is not written. The whole call
is one transaction: all or nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Manager, Model

from bonbrug.workorders.actions.checks import check, demand
from bonbrug.workorders.actions.records import Kept
from bonbrug.workorders.models import Company
from bonbrug.workorders.models.columns import Brought, columns_of

Record = TypeVar("Record", bound=Model)

BATCH = 500


def keep_many(
    records: Manager[Record],
    key: str,
    company: Company,
    rows: Sequence[Mapping[str, Any]],
    *,
    now: datetime,
    source: str = "",
) -> Kept:
    """Write rows (fields by name, the key among them); the last of two with one key counts.

    `source` names the package that brought them. Raises Refused with nothing written.
    """
    for row in rows:
        demand(row, key)
        check(records.model, row)
    wanted = _merged(rows, key)
    with transaction.atomic():
        # One list at a time per company: two with the same new records would block each other.
        Company.objects.select_for_update().get(pk=company.pk)
        written = sum(
            _keep_batch(records, key, company, batch, (now, source)) for batch in _batches(wanted)
        )
    return Kept(len(rows), written)


def _merged(rows: Sequence[Mapping[str, Any]], key: str) -> dict[str, dict[str, Any]]:
    merged: dict[str, dict[str, Any]] = {}
    for row in rows:
        merged.setdefault(row[key], {}).update(row)
    return merged


def _batches(wanted: dict[str, dict[str, Any]]) -> Iterable[dict[str, dict[str, Any]]]:
    keys = list(wanted)
    for start in range(0, len(keys), BATCH):
        yield {key: wanted[key] for key in keys[start : start + BATCH]}


def _keep_batch(
    records: Manager[Record],
    key: str,
    company: Company,
    batch: dict[str, dict[str, Any]],
    brought: tuple[datetime, str],
) -> int:
    found = records.select_for_update().filter(company=company, **{f"{key}__in": list(batch)})
    there = {getattr(record, key): record for record in found}
    changed = [
        record
        for value, row in batch.items()
        if (record := _changed(records.model, company, there.get(value), row, brought)) is not None
    ]
    if changed:
        records.bulk_create(
            changed,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["company", key],
            update_fields=_own_columns(records.model, key),
        )
    return len(changed)


def _changed(
    model: type[Record],
    company: Company,
    there: Record | None,
    row: Mapping[str, Any],
    brought: tuple[datetime, str],
) -> Record | None:
    now, source = brought
    values = {**row, "source": source} if source and issubclass(model, Brought) else row
    if there is not None and all(getattr(there, name) == value for name, value in values.items()):
        return None
    record = model(company=company) if there is None else there
    for name, value in values.items():
        setattr(record, name, value)
    if isinstance(record, Brought) and source:
        record.seen_at = now
    record.pk = None  # the conflict finds the row; its own primary key stays
    return record


def _own_columns(model: type[Model], key: str) -> list[str]:
    columns = columns_of(model)
    return [name for name in columns if name not in ("id", "company", key)]
