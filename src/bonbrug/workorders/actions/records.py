"""The shapes that actions take: fields of a record by name; what is left out stays as it is."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any, TypedDict
from uuid import UUID


class RelationFields(TypedDict, total=False):
    debtor_number: str
    name: str
    contact: str
    phone: str
    mobile: str
    email: str
    email_workorder: str
    street: str
    house_number: str
    postal_code: str
    city: str
    country: str
    remark: str
    kvk: str
    vat: str
    extra: dict[str, Any]


class MaterialFields(TypedDict, total=False):
    code: str
    description: str
    price: Decimal
    unit: str
    eancode: str
    barcode: str
    freefield1: str
    freefield2: str
    freefield3: str
    freefield4: str
    freefield5: str
    extra: dict[str, Any]


class HourTypeFields(TypedDict, total=False):
    code: str
    name: str
    cost_booking: bool
    sale_booking: bool
    sale_price: Decimal
    cost_price: Decimal
    active: bool


class EmployeeFields(TypedDict, total=False):
    number: str
    first_name: str
    last_name: str
    active: bool


class WorkStatusFields(TypedDict, total=False):
    code: str
    name: str


class WorkOrderFields(TypedDict, total=False):
    """Everything of a work order that a person or a package may write."""

    number: str
    customer_name: str
    customer_debtor_number: str
    customer_street: str
    customer_house_number: str
    customer_postal_code: str
    customer_city: str
    customer_contact: str
    customer_phone: str
    customer_email: str
    customer_remark: str
    payer_name: str
    payer_debtor_number: str
    payer_street: str
    payer_house_number: str
    payer_postal_code: str
    payer_city: str
    payer_contact: str
    payer_phone: str
    payer_email: str
    payer_remark: str
    work_status: str
    type_of_work: str
    short_description: str
    description: str
    internal_description: str
    payment_method: str
    project_number: str
    comment: str
    work_date: date | None
    work_time: time | None
    work_end_date: date | None
    work_end_time: time | None
    duration_minutes: int | None
    minimum_hours: Decimal
    rounding_minutes: int
    discount: Decimal
    finished: bool
    archived: bool
    extra: dict[str, Any]


class PeriodFields(TypedDict, total=False):
    """`total_minutes` is reckoned from begin, end and break where begin and end are given."""

    work_date: date | None
    begin: time | None
    end: time | None
    break_minutes: int
    total_minutes: int
    travel: str
    remark: str
    hour_type: str
    employee_number: str
    made_by: UUID


class LineFields(TypedDict, total=False):
    code: str
    name: str
    unit: str
    quantity: Decimal
    price: Decimal
    type: str
    discount: Decimal
    warranty: str
    freefield1: str
    freefield2: str
    freefield3: str
    freefield4: str
    freefield5: str
    extra: dict[str, Any]
    made_by: UUID


@dataclass(frozen=True, slots=True)
class Kept:
    """How many records were offered, and how many of them were really written."""

    offered: int
    written: int
