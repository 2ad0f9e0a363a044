"""Wire messages ↔ the nouns of the engine; the remote's texts become canonical here."""

import hashlib
import json
from dataclasses import astuple
from datetime import date, time
from decimal import Decimal

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
    return Employee(
        number=canonical(row.number),
        first_name=canonical(row.first_name),
        last_name=canonical(row.last_name),
        active=row.active,
    )


def relation(row: records.Relation) -> Relation:
    return Relation(
        code=canonical(row.debtor_number),
        name=canonical(row.name),
        contact=canonical(row.contact),
        street=canonical(row.street),
        house_number=canonical(row.house_number),
        postal_code=canonical(row.postal_code),
        city=canonical(row.city),
        phone=canonical(row.phone_number),
        mobile=canonical(row.mobile),
        email=canonical(row.email),
        remark=canonical(row.remark),
    )


def relation_row(noun: Relation) -> records.Relation:
    """The wire has one telephone number: the mobile one only stands in for a missing other."""
    return records.Relation(
        name=noun.name,
        debtor_number=noun.code,
        contact=noun.contact,
        phone_number=noun.phone or noun.mobile,
        email=noun.email,
        street=noun.street,
        house_number=noun.house_number,
        postal_code=noun.postal_code,
        city=noun.city,
        remark=noun.remark,
    )


def material(row: records.Material) -> Material:
    return Material(
        code=canonical(row.code),
        description=canonical(row.description),
        unit=canonical(row.unit),
        price=row.price,
        vat_code=canonical(row.free_1),
        ledger_code=canonical(row.free_2),
    )


def material_row(noun: Material) -> records.Material:
    return records.Material(
        code=noun.code,
        description=noun.description,
        price=noun.price,
        unit=noun.unit,
        free_1=noun.vat_code,
        free_2=noun.ledger_code,
    )


def hour_type(row: records.HourType) -> HourType:
    return HourType(canonical(row.code), canonical(row.name), row.sale_price, row.active)


def hour_type_row(noun: HourType) -> records.HourType:
    return records.HourType(
        code=noun.code, name=noun.name, sale_price=noun.price, active=noun.active
    )


def work_order(row: work_orders.WorkOrder) -> WorkOrder:
    """The invoice goes to the invoice block; an empty debtor number there stays empty."""
    customer = _invoice_customer(row)
    periods = tuple(_period(period) for period in row.periods)
    materials = tuple(_line(line) for line in row.materials)
    row_id = canonical(row.id)
    return WorkOrder(
        row_id=row_id,
        number=canonical(row.number) or canonical(row.order_number) or row_id,
        status=canonical(row.status),
        work_status=canonical(row.work_status),
        day=row.day,
        customer=customer,
        periods=periods,
        materials=materials,
        description=canonical(row.description),
        archived=row.archived,
        minimum_hours=row.minimum_hours,
        rounding_minutes=row.rounding_minutes,
        problem=row.unread,
        content_fingerprint=_hash(customer, periods, materials, row.minimum_hours),
    )


def _invoice_customer(row: work_orders.WorkOrder) -> Relation:
    return Relation(
        code=canonical(row.invoice_debtor_number),
        name=canonical(row.invoice_name),
        contact=canonical(row.invoice_contact),
        street=canonical(row.invoice_street),
        house_number=canonical(row.invoice_house_number),
        postal_code=canonical(row.invoice_postal_code),
        city=canonical(row.invoice_city),
        phone=canonical(row.invoice_phone),
        email=canonical(row.invoice_email),
        remark=canonical(row.invoice_remark),
    )


def _period(row: records.WorkPeriod) -> WorkPeriod:
    return WorkPeriod(
        day=row.day,
        minutes=row.minutes,
        hour_type=canonical(row.hour_type),
        remark=canonical(row.remark),
        employee=canonical(row.employee),
        begin=row.begin,
        end=row.end,
        pause=row.pause,
    )


def _line(row: records.MaterialLine) -> MaterialLine:
    return MaterialLine(
        code=canonical(row.code),
        name=canonical(row.name),
        unit=canonical(row.unit),
        quantity=row.quantity,
        price=row.price,
        vat_code=canonical(row.free_1),
        ledger_code=canonical(row.free_2),
        total=row.total,
    )


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
