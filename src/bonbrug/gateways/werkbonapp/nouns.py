"""Wire messages ↔ the nouns of the engine; the remote's texts become canonical here."""

import hashlib
import json
from dataclasses import astuple, replace
from datetime import date, time
from decimal import Decimal

from bonbrug.gateways.werkbonapp.fields import (
    CUSTOMER,
    EMPLOYEE,
    HOUR_TYPE,
    LINE,
    MATERIAL,
    PERIOD,
    RELATION,
    WORK_ORDER,
    WORK_PLACE,
)
from bonbrug.sync.model.records import (
    Employee,
    HourType,
    Material,
    MaterialLine,
    Relation,
    WorkOrder,
    WorkPeriod,
)
from bonbrug.values.money import plain
from bonbrug.values.text import canonical
from bonbrug.wire.werkbonapp import records, work_orders


def employee(row: records.Employee) -> Employee:
    return EMPLOYEE.read(row)


def relation(row: records.Relation) -> Relation:
    return RELATION.read(row)


def relation_row(noun: Relation) -> records.Relation:
    """The wire has one telephone number: the mobile one only stands in for a missing other."""
    return RELATION.write(noun)


def material(row: records.Material) -> Material:
    return MATERIAL.read(row)


def material_row(noun: Material) -> records.Material:
    return MATERIAL.write(noun)


def hour_type(row: records.HourType) -> HourType:
    return HOUR_TYPE.read(row)


def hour_type_row(noun: HourType) -> records.HourType:
    return HOUR_TYPE.write(noun)


def work_order(row: work_orders.WorkOrder) -> WorkOrder:
    """The invoice goes to the invoice block; an empty debtor number there stays empty."""
    customer = CUSTOMER.read(row)
    periods = tuple(map(PERIOD.read, row.periods))
    materials = tuple(map(LINE.read, row.materials))
    order = WORK_ORDER.read(
        row,
        customer=customer,
        work_place=WORK_PLACE.read(row),
        periods=periods,
        materials=materials,
        content_fingerprint=_hash(customer, periods, materials, row.minimum_hours),
    )
    return order if order.number else replace(order, number=order.row_id)


def _hash(
    customer: Relation,
    periods: tuple[WorkPeriod, ...],
    materials: tuple[MaterialLine, ...],
    minimum: Decimal,
) -> str:
    """Hash what the invoice is made of; the order of lines and ``2,50`` or ``2.5`` do not count."""
    content = [
        _flat(customer),
        sorted(_flat(period) for period in periods),
        sorted(_flat(line) for line in materials),
        plain(minimum),
    ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def _flat(noun: Relation | WorkPeriod | MaterialLine) -> list[str]:
    return [_plain(part) for part in astuple(noun)]


def _plain(part: str | int | date | time | Decimal | None) -> str:
    return plain(part) if isinstance(part, Decimal) else str(part)


def work_status(row: records.WorkStatus) -> tuple[str, str]:
    return canonical(row.code), canonical(row.name)


def nameless_order(problem: str) -> WorkOrder:
    """An order that stood in the list but has no readable id: shown, never touched."""
    return WorkOrder("", "", "", "", None, Relation("", ""), problem=problem)
