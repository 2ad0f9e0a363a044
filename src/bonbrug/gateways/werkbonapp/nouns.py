"""Wire messages ↔ the nouns of the engine; the remote's texts become canonical here."""

from dataclasses import replace

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
    Relation,
    WorkOrder,
)
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
    order = WORK_ORDER.read(
        row,
        customer=CUSTOMER.read(row),
        work_place=WORK_PLACE.read(row),
        periods=tuple(map(PERIOD.read, row.periods)),
        materials=tuple(map(LINE.read, row.materials)),
    )
    return order if order.number else replace(order, number=order.row_id)


def work_status(row: records.WorkStatus) -> tuple[str, str]:
    return canonical(row.code), canonical(row.name)


def nameless_order(problem: str) -> WorkOrder:
    """An order that stood in the list but has no readable id: shown, never touched."""
    return WorkOrder("", "", "", "", None, Relation("", ""), problem=problem)
