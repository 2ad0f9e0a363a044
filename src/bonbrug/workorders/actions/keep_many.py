"""Insert or change many records by their key, writing only what is different.

One SELECT per batch finds what is there; a record that is the same is not written, and of one that
is not, only the fields that came are. The whole call is one transaction: all or nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Manager, Model

from bonbrug.workorders.actions.checks import check, demand
from bonbrug.workorders.actions.records import Kept
from bonbrug.workorders.actions.upsert import Upsert
from bonbrug.workorders.models import Company
from bonbrug.workorders.models.columns import Brought

Record = TypeVar("Record", bound=Model)

BATCH = 1000
Wanted = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Target:
    """Where the rows go, and who brought them when."""

    records: Manager[Any]
    key: str
    company: Company
    now: datetime
    source: str

    @property
    def brought(self) -> dict[str, Any]:
        """The columns that every written row gets besides its own."""
        if not self.source or not issubclass(self.records.model, Brought):
            return {}
        return {"source": self.source, "seen_at": self.now}


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
    target = Target(records, key, company, now, source)
    wanted = _merged(rows, key)
    with transaction.atomic():
        # One list at a time per company: two with the same new records would block each other.
        Company.objects.select_for_update().get(pk=company.pk)
        written = sum(_keep_batch(target, batch) for batch in _batches(wanted))
    return Kept(len(rows), written)


def _merged(rows: Sequence[Mapping[str, Any]], key: str) -> Wanted:
    merged: Wanted = {}
    for row in rows:
        merged.setdefault(row[key], {}).update(row)
    return merged


def _batches(wanted: Wanted) -> Iterator[Wanted]:
    """Return rows that have the same fields together, for they fit one statement."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for key, row in wanted.items():
        alike.setdefault(tuple(sorted(row)), []).append(key)
    for keys in alike.values():
        for start in range(0, len(keys), BATCH):
            yield {key: wanted[key] for key in keys[start : start + BATCH]}


def _keep_batch(target: Target, batch: Wanted) -> int:
    names = sorted(next(iter(batch.values())))
    there = _stored(target, names, batch)
    rows = {value: tuple(row[name] for name in names) for value, row in batch.items()}
    source = (target.source,) if target.brought else ()
    changed = [row for value, row in rows.items() if there.get(value) != (*source, *row)]
    if changed:
        writing = Upsert(
            target.records.model,
            target.records.db,
            unique=("company", target.key),
            names=(*names, *target.brought),
            fixed={"company": target.company.pk, **target.brought},
        )
        writing.write(changed)
    return len(changed)


def _stored(target: Target, names: Sequence[str], batch: Wanted) -> dict[str, tuple[Any, ...]]:
    """Return what is there by key: the source where it counts, and the fields that came."""
    columns = ("source", *names) if target.brought else tuple(names)
    mine = target.records.select_for_update().filter(company=target.company)
    found = mine.filter(**{f"{target.key}__in": list(batch)}).values_list(*columns)
    place = columns.index(target.key)
    return {row[place]: row for row in found}
