"""The messages in scope, once for client and server (docs/wire/werkbonapp.md §4 and §5).

Shapes are English; the wire names stand in the tables below them. Amounts are euros excluding VAT,
durations minutes. What was read of a work order although a part was wrong carries `unread`.
"""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from bonbrug.wire.werkbonapp.kinds import (
    CLOCK,
    COMMA_AMOUNT,
    DAY,
    DOT_AMOUNT,
    DURATION,
    FLAG,
    NUMBER,
    QUANTITY,
    WHOLE,
)
from bonbrug.wire.werkbonapp.limits import PAGE, SHORT
from bonbrug.wire.werkbonapp.tables import Column, Table

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Employee:
    first_name: str = ""
    last_name: str = ""
    number: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Relation:
    name: str = ""
    debtor_number: str = ""
    contact: str = ""
    phone_number: str = ""
    email: str = ""
    email_workorder: str = ""
    street: str = ""
    house_number: str = ""
    postal_code: str = ""
    city: str = ""
    remark: str = ""
    latitude: str = ""
    longitude: str = ""
    mobile: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """`free_1` holds the VAT code, `free_2` the ledger account (docs/wire/werkbonapp.md §4.2)."""

    code: str = ""
    description: str = ""
    price: Decimal = ZERO
    unit: str = ""
    free_1: str = ""
    free_2: str = ""
    free_3: str = ""
    free_4: str = ""
    free_5: str = ""
    ean: str = ""
    barcode: str = ""


@dataclass(frozen=True, slots=True)
class HourType:
    code: str = ""
    name: str = ""
    cost_booking: bool = False
    sale_booking: bool = True
    sale_price: Decimal = ZERO
    cost_price: Decimal = ZERO
    active: bool = True


@dataclass(frozen=True, slots=True)
class WorkStatus:
    code: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class WorkPeriod:
    """`minutes` is end - begin - pause; `travel` is a distance, as text."""

    begin: time | None = None
    end: time | None = None
    pause: int = 0
    minutes: int = 0
    remark: str = ""
    day: date | None = None
    travel: str = "0"
    employee: str = ""
    hour_type: str = ""


@dataclass(frozen=True, slots=True)
class MaterialLine:
    code: str = ""
    quantity: Decimal = ZERO
    price: Decimal = ZERO
    name: str = ""
    unit: str = ""
    total: Decimal | None = None
    type: str = ""
    free_1: str = ""
    free_2: str = ""
    free_3: str = ""
    free_4: str = ""
    free_5: str = ""
    warehouse: str = ""
    warranty: str = ""
    discount: str = ""
    original_price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Photo:
    image: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What PostWorkorders answers per work order."""

    number: str = ""
    row_id: int = 0


EMPLOYEE = Table(
    "employee",
    Employee,
    (
        Column("firstname", "first_name", required=True),
        Column("lastname", "last_name", required=True),
        Column("number", "number", required=True, key=True),
        Column("active", "active", FLAG),
    ),
    missing=1101,
    failed=1100,
)
EMPLOYEE_POSTED = EMPLOYEE.without("active")

RELATION = Table(
    "relation",
    Relation,
    (
        Column("name", "name", required=True),
        Column("debtor_number", "debtor_number", required=True, key=True),
        Column("contact", "contact"),
        Column("phone_number", "phone_number"),
        Column("email", "email"),
        Column("email_workorder", "email_workorder"),
        Column("street", "street", required=True),
        Column("house_number", "house_number"),
        Column("postal_code", "postal_code", required=True),
        Column("city", "city", required=True),
        Column("remark", "remark", limit=PAGE),
        Column("latitude", "latitude", blank=None),
        Column("longitude", "longitude", blank=None),
        Column("mobile", "mobile", omitted=True),
    ),
    missing=1301,
    failed=1300,
)
RELATION_POSTED = RELATION.without("latitude", "longitude")

MATERIAL = Table(
    "material",
    Material,
    (
        Column("code", "code", required=True, key=True),
        Column("description", "description", limit=PAGE, required=True),
        Column("price", "price", COMMA_AMOUNT, required=True),
        Column("unit", "unit", required=True),
        Column("freefield1", "free_1"),
        Column("freefield2", "free_2"),
        Column("freefield3", "free_3", omitted=True),
        Column("freefield4", "free_4", omitted=True),
        Column("freefield5", "free_5", omitted=True),
        Column("eancode", "ean", limit=SHORT, omitted=True),
        Column("barcode", "barcode", limit=SHORT, omitted=True),
    ),
    missing=1201,
    failed=1200,
)

HOUR_TYPE = Table(
    "hourtype",
    HourType,
    (
        Column("code", "code", required=True, key=True),
        Column("name", "name", required=True),
        Column("cost_booking", "cost_booking", FLAG, required=True),
        Column("sale_booking", "sale_booking", FLAG, required=True),
        Column("sale_price", "sale_price", DOT_AMOUNT, required=True),
        Column("cost_price", "cost_price", DOT_AMOUNT),
        Column("active", "active", FLAG),
    ),
    missing=1801,
    failed=1801,
)

WORK_STATUS = Table(
    "workstatus",
    WorkStatus,
    (
        Column("sta_code", "code", required=True, key=True),
        Column("sta_name", "name", required=True),
    ),
    missing=2801,
    failed=2800,
)

PERIOD = Table(
    "workperiod",
    WorkPeriod,
    (
        Column("BeginTime", "begin", CLOCK, required=True),
        Column("EndTime", "end", CLOCK, required=True),
        Column("Break", "pause", WHOLE),
        Column("TotalTime", "minutes", DURATION, required=True),
        Column("WorkRemark", "remark", limit=PAGE),
        Column("WorkDate", "day", DAY, required=True),
        Column("Travel", "travel"),
        Column("EmployeeNr", "employee", limit=SHORT),
        Column("HourType", "hour_type", limit=SHORT),
    ),
    missing=1501,
    failed=1504,
)

_FREE = tuple(
    Column(f"MaterialFreeField{place}", f"free_{place}", blank=None) for place in range(1, 6)
)
# Given to UpdateWorkorder; whether a fetched line has them too is not published.
_LESS = (
    Column("MaterialWarrantyCode", "warranty", omitted=True),
    Column("MaterialDiscountPercentage", "discount", omitted=True),
    Column("MaterialOriginalPrice", "original_price", DOT_AMOUNT, omitted=True),
)

LINE = Table(
    "material line as returned",
    MaterialLine,
    (
        Column("MaterialCode", "code", required=True),
        Column("MaterialTotalPrice", "total", DOT_AMOUNT, omitted=True),
        Column("MaterialNr", "quantity", QUANTITY, required=True),
        Column("MaterialPrice", "price", DOT_AMOUNT, required=True),
        Column("MaterialName", "name", required=True),
        Column("MaterialUnit", "unit"),
        Column("MaterialType", "type", blank=None),
        *_FREE,
        *_LESS,
    ),
)

LINE_ADDED = Table(
    "material line of UpdateWorkorder",
    MaterialLine,
    (
        Column("MaterialCode", "code", required=True),
        Column("MaterialNr", "quantity", QUANTITY, required=True),
        Column("MaterialPrice", "price", COMMA_AMOUNT, required=True),
        Column("MaterialName", "name", required=True),
        Column("MaterialUnit", "unit"),
        Column("MaterialWarehouseCode", "warehouse"),
        Column("MaterialWarrantyCode", "warranty"),
        Column("MaterialDiscountPercentage", "discount"),
        Column("MaterialOriginalPrice", "original_price", COMMA_AMOUNT),
        Column("MaterialType", "type"),
        *_FREE,
    ),
    missing=1501,
    failed=1504,
)

LINE_POSTED = Table(
    "material line of PostWorkorders",
    MaterialLine,
    (
        *LINE_ADDED.columns[:5],
        *(
            Column(f"MaterialFreeField{place}", f"free_{place}", omitted=True)
            for place in range(1, 6)
        ),
        *_LESS,
    ),
)

PHOTO = Table("photo", Photo, (Column("image", "image", limit=PAGE), Column("title", "title")))

RECEIPT = Table(
    "receipt",
    Receipt,
    (
        Column("workorder_no", "number"),
        Column("row_id", "row_id", NUMBER, required=True, key=True),
    ),
)
