"""Books → work orders: what a relation or product must become, and what cannot travel."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from bonbrug.sync.matching import is_other_company
from bonbrug.sync.model import fields
from bonbrug.sync.model.bindings import HOUR_TYPE, MATERIAL, NOT_SENT, OFF, Known
from bonbrug.sync.model.capabilities import FieldCapabilities
from bonbrug.sync.model.findings import Finding, asked
from bonbrug.sync.model.records import HourType, Material, Product, Relation
from bonbrug.sync.model.serializers import product_values
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.values.quantity import folded, is_hour


class Coded(Protocol):
    """A record of the books with a code and an id."""

    @property
    def code(self) -> str: ...

    @property
    def remote_id(self) -> str: ...


Record = TypeVar("Record", bound=Coded)


def by_key(
    kind: str, records: Iterable[Record], known: Mapping[str, Known]
) -> tuple[dict[str, Record], list[Finding]]:
    """Return the records by folded code; of twins the bound one, else the oldest, and a finding."""
    chosen: dict[str, Record] = {}
    twins: dict[str, list[Record]] = {}
    findings = []
    for record in records:
        key = folded(record.code)
        if not key:
            findings.append(asked("no_code", record.remote_id, kind=kind))
        elif key in chosen:
            twins.setdefault(key, [chosen[key]]).append(record)
        else:
            chosen[key] = record
    for key, group in twins.items():
        bound = known[key].books_id if key in known else ""
        chosen[key] = min(group, key=lambda record: _rank(record, bound))
        findings.append(asked("duplicate_code", chosen[key].code, kind=kind, count=len(group)))
    return chosen, findings


def _rank(record: Coded, bound: str) -> tuple[bool, int, str]:
    number = int(record.remote_id) if record.remote_id.isdigit() else 10**18
    return (record.remote_id != bound, number, record.code)


def in_work_orders(
    rows: Iterable[Relation], books: Mapping[str, Relation]
) -> tuple[dict[str, Relation], list[Finding]]:
    """Return the relations of the work orders by folded code, and ask about those of one code.

    Of twins it is the one that the books write the same, else one that is not another company.
    """
    chosen: dict[str, Relation] = {}
    twins: dict[str, list[Relation]] = {}
    for row in rows:
        key = folded(row.code)
        if key in chosen:
            twins.setdefault(key, [chosen[key]]).append(row)
        chosen.setdefault(key, row)
    for key, group in twins.items():
        if key in books:
            chosen[key] = min(group, key=lambda row: _strangeness(books[key], row))
    asks = [
        asked("code_twice_there", chosen[key].code, count=len(group), codes=_codes(group))
        for key, group in twins.items()
    ]
    return chosen, asks


def _strangeness(books: Relation, row: Relation) -> tuple[bool, bool]:
    return row.code != books.code, is_other_company(books, row)


def _codes(group: list[Relation]) -> str:
    return ", ".join(sorted(row.code for row in group))


def relation_gaps(relation: Relation, able: FieldCapabilities) -> list[Finding]:
    """Say what is missing or too long for the work orders; never filled with a dummy."""
    missing = [name for name in able.relation_needs if not getattr(relation, name)]
    findings = []
    if missing:
        findings.append(asked("relation_incomplete", relation.code, missing=",".join(missing)))
    texts = {name: getattr(relation, name) for name in fields.of(Relation).lines}
    return findings + too_long(relation.code, texts, {"remark": relation.remark}, able)


def too_long(
    code: str, lines: Mapping[str, str], pages: Mapping[str, str], able: FieldCapabilities
) -> list[Finding]:
    """Name the fields that do not fit; nothing is cut off silently."""
    limits = [(lines, able.line), (pages, able.page)]
    return [
        asked("too_long", code, field=name, length=len(text), limit=limit)
        for texts, limit in limits
        if max(map(len, texts.values()), default=0) > limit
        for name, text in texts.items()
        if len(text) > limit
    ]


def product_gaps(product: Product, wanted: str, able: FieldCapabilities) -> list[Finding]:
    """Say why a product cannot become a material or an hour type."""
    findings = too_long(
        product.code,
        {"code": product.code, "unit": product.unit},
        {"description": product.description},
        able,
    )
    if wanted == HOUR_TYPE and len(product.description) > able.line:
        findings += too_long(product.code, {"description": product.description}, {}, able)
    missing = [name for name in ("description", "unit") if not getattr(product, name)]
    if missing:
        findings.append(asked("product_incomplete", product.code, missing=",".join(missing)))
    if wanted == HOUR_TYPE and product.price <= 0:
        findings.append(asked("hour_type_price", product.code, price=str(product.price)))
    return findings


def wanted_as(product: Product, choices: SyncSettings) -> str:
    """Return as what a product is offered now: by its unit, and only when it is active."""
    if is_hour(product.unit, choices.hour_words):
        return HOUR_TYPE if product.active else OFF
    return MATERIAL if product.active else NOT_SENT


def is_imported(wanted: str, choices: SyncSettings) -> bool:
    """Tell whether the customer ticked this kind."""
    ticked = {MATERIAL: choices.import_materials, HOUR_TYPE: choices.import_hour_types}
    return ticked.get(wanted, False)


def must_switch_off(sent_as: str, wanted: str, choices: SyncSettings) -> bool:
    """An hour type that we brought and that is none any more is set inactive once."""
    return sent_as == HOUR_TYPE and wanted != HOUR_TYPE and choices.import_hour_types


def as_material(product: Product) -> Material:
    return fields.of(Material).from_values(product_values(product))


def field_untold(kind: str, name: str) -> Finding:
    """Say, once per field, that the books tell nothing of it any more and what we had is kept."""
    return asked("field_untold", name, kind=kind, field=name)


def as_hour_type(product: Product, *, active: bool = True) -> HourType:
    return fields.of(HourType).from_values({**product_values(product), "active": active})


@dataclass(frozen=True, slots=True)
class Shrinkage:
    """How many rows there were and are; too much of a drop holds the import."""

    kind: str
    before: int
    now: int

    @property
    def alarming(self) -> bool:
        gone = self.before - self.now
        if self.now == 0:
            return self.before > 1
        return gone > 10 and gone * 5 > self.before

    def finding(self) -> Finding:
        return asked("mass_change", self.kind, before=self.before, now=self.now)
