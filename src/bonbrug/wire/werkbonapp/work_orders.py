"""The work order, as returned by GetWorkorder(s) and as given to PostWorkorders.

Source: docs/wire/werkbonapp.md §5.5 and §5.6. Two blocks name a customer: where the work is done,
and who gets the invoice (suffix ``Invoice``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal
from typing import TypeVar

from bonbrug.wire.werkbonapp.kinds import (
    CLOCK,
    DAY,
    DOT_AMOUNT,
    FLAG,
    NAMES,
    TEXT,
    UNREAD_LIST,
    WHOLE,
    if_readable,
)
from bonbrug.wire.werkbonapp.limits import PAGE
from bonbrug.wire.werkbonapp.records import (
    LINE,
    LINE_POSTED,
    PERIOD,
    PHOTO,
    ZERO,
    MaterialLine,
    Photo,
    WorkPeriod,
)
from bonbrug.wire.werkbonapp.tables import Column, Table

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """One shape for both directions; `id`, `order_number` and `status` only come back.

    `unread` names the parts of an answer that could not be read ('' when all could).
    """

    id: str = ""
    number: str = ""
    order_number: str = ""
    day: date | None = None
    clock: time | None = None
    end_day: date | None = None
    end_clock: time | None = None
    project: str = ""
    extern_project: str = ""
    customer_name: str = ""
    customer_debtor_number: str = ""
    customer_street: str = ""
    customer_house_number: str = ""
    customer_email: str = ""
    customer_postal_code: str = ""
    customer_city: str = ""
    customer_contact: str = ""
    customer_phone: str = ""
    customer_remark: str = ""
    customer_latitude: str = ""
    customer_longitude: str = ""
    invoice_name: str = ""
    invoice_debtor_number: str = ""
    invoice_street: str = ""
    invoice_house_number: str = ""
    invoice_email: str = ""
    invoice_postal_code: str = ""
    invoice_city: str = ""
    invoice_contact: str = ""
    invoice_phone: str = ""
    invoice_remark: str = ""
    type_of_work: str = ""
    description: str = ""
    internal_description: str = ""
    short_description: str = ""
    comment: str = ""
    payment_method: str = ""
    created: str = ""
    employee: str = ""
    employees: tuple[str, ...] = ()
    archived: bool = False
    signature: str = ""
    signature_url: str = ""
    pdf_url: str = ""
    word_url: str = ""
    worksheet_code: str = ""
    status: str = ""
    finished: bool = False
    duration: int | None = None
    work_status: str = ""
    deadline: str = ""
    pickup_planning: bool = False
    web_planning: bool = False
    contact_code: str = ""
    address_code: str = ""
    minimum_hours: Decimal = ZERO
    rounding_minutes: int = 0
    photos: tuple[Photo, ...] = ()
    periods: tuple[WorkPeriod, ...] = ()
    materials: tuple[MaterialLine, ...] = ()
    objects: tuple[str, ...] = ()
    nothing: tuple[str, ...] = field(default=(), repr=False)
    unread: str = ""


def _customer(suffix: str, prefix: str, *, required: bool = True) -> tuple[Column, ...]:
    return (
        Column(f"CustomerName{suffix}", f"{prefix}_name", required=required),
        Column(f"CustomerDebtorNr{suffix}", f"{prefix}_debtor_number", required=True),
        Column(f"CustomerStreet{suffix}", f"{prefix}_street", required=required),
        Column(f"CustomerStreetNo{suffix}", f"{prefix}_house_number"),
        Column(f"CustomerEmail{suffix}", f"{prefix}_email"),
        Column(f"CustomerZIP{suffix}", f"{prefix}_postal_code", required=required),
        Column(f"CustomerCity{suffix}", f"{prefix}_city", required=required),
        Column(f"CustomerContactPerson{suffix}", f"{prefix}_contact", required=required),
        Column(f"CustomerPhone{suffix}", f"{prefix}_phone"),
        Column(f"CustomerRemark{suffix}", f"{prefix}_remark", limit=PAGE),
    )


_WHEN = (
    Column("WorkDate", "day", DAY),
    Column("WorkTime", "clock", CLOCK),
    Column("WorkEndDate", "end_day", DAY),
    Column("WorkEndTime", "end_clock", CLOCK),
)
_PROJECT = (Column("ProjectNr", "project"), Column("ExternProjectNr", "extern_project"))
_WHERE = (
    Column("CustomerLatitude", "customer_latitude", blank=None),
    Column("CustomerLongitude", "customer_longitude", blank=None),
)
_AFTERTHOUGHTS = (
    Column("PickupPlanning", "pickup_planning", FLAG),
    Column("WebPlanning", "web_planning", FLAG),
    Column("CpnCode", "contact_code"),
    Column("AdrCode", "address_code"),
    Column("ShortWorkDescription", "short_description"),
    Column("Comment", "comment"),
    Column("MinimumHours", "minimum_hours", DOT_AMOUNT),
    Column("RoundingAmount", "rounding_minutes", WHOLE),
)
_DESCRIPTION = Column("WorkDescription", "description", limit=PAGE)
_INTERNAL = Column("InternalWorkDescription", "internal_description", limit=PAGE)
_LAST = (
    Column("Forms", "nothing", UNREAD_LIST),
    Column("Employees", "employees", NAMES),
    Column("WorkObjects", "objects", NAMES),
)

WORK_ORDER = Table(
    "workorder",
    WorkOrder,
    (
        Column("id", "id", key=True),
        Column("WorkorderNo", "number"),
        Column("OrderNr", "order_number"),
        *_WHEN,
        *_PROJECT,
        *_customer("", "customer", required=False),
        *_customer("Invoice", "invoice"),
        Column("TypeOfWork", "type_of_work"),
        _DESCRIPTION,
        Column("PaymentMethod", "payment_method"),
        Column("CreationDate", "created"),
        Column("EmployeeNr", "employee"),
        Column("Archived", "archived", FLAG),
        Column("Signature", "signature"),
        Column("SignatureUrl", "signature_url"),
        Column("PdfUrl", "pdf_url"),
        Column("WordUrl", "word_url"),
        Column("WorksheetCode", "worksheet_code"),
        Column("status", "status", required=True),
        Column("WorkFinished", "finished", FLAG),
        _INTERNAL,
        Column("WorkDuration", "duration", WHOLE),
        Column("WorkStatus", "work_status", required=True),
        Column("WorkDeadline", "deadline"),
        *_AFTERTHOUGHTS,
        Column("Photos", "photos", rows=PHOTO),
        Column("Workperiods", "periods", required=True, rows=PERIOD),
        Column("Materials", "materials", required=True, rows=LINE),
        Column("Documents", "nothing", UNREAD_LIST),
        *_LAST,
    ),
)


def _told(table: Table[Row], *names: str) -> Table[Row]:
    """Return the same message, where an answer must have these fields, filled or empty."""
    columns = tuple(
        replace(column, required=column.required or column.wire in names)
        for column in table.columns
    )
    return replace(table, columns=columns)


def _hinted(table: Table[Row], names: Mapping[str, object]) -> Table[Row]:
    """Return the same message, where these fields only help to judge: an odd one is as given."""
    columns = tuple(
        replace(column, required=False, kind=if_readable(column.kind, names[column.wire]))
        if column.wire in names
        else column
        for column in table.columns
    )
    return replace(table, columns=columns)


# An odd work address may not hold up an invoice: without one its heading says none.
_PLACE = tuple(
    Column(wire, attribute, if_readable(TEXT, ""))
    for wire, attribute in (
        ("CustomerStreet", "customer_street"),
        ("CustomerStreetNo", "customer_house_number"),
        ("CustomerZIP", "customer_postal_code"),
        ("CustomerCity", "customer_city"),
    )
)
HINTS = {"BeginTime": None, "EndTime": None, "Break": 0, "Travel": ""}
# What an invoice is made of: an odd photo or planning flag must not hold up an invoice, but a
# field that is not there at all may not read as an empty one.
WORK_ORDER_TO_INVOICE = _told(
    Table(
        "workorder",
        WorkOrder,
        (
            Column("id", "id", key=True),
            Column("WorkorderNo", "number"),
            Column("OrderNr", "order_number"),
            Column("WorkDate", "day", DAY),
            *_PLACE,
            *_customer("Invoice", "invoice"),
            Column("TypeOfWork", "type_of_work"),
            Column("ProjectNr", "project", if_readable(TEXT, "")),
            _DESCRIPTION,
            Column("Archived", "archived", FLAG),
            Column("status", "status", required=True),
            Column("WorkStatus", "work_status", required=True),
            Column("MinimumHours", "minimum_hours", DOT_AMOUNT),
            Column("RoundingAmount", "rounding_minutes", WHOLE),
            Column("Signature", "signature", if_readable(TEXT, "")),
            Column("SignatureUrl", "signature_url", if_readable(TEXT, "")),
            Column(
                "Workperiods",
                "periods",
                required=True,
                rows=_told(_hinted(PERIOD, HINTS), "HourType"),
            ),
            Column(
                "Materials",
                "materials",
                required=True,
                rows=_told(
                    LINE.without("MaterialType"),
                    "MaterialUnit",
                    "MaterialFreeField1",
                    "MaterialFreeField2",
                ),
            ),
        ),
    ),
    "WorkorderNo",
    "WorkDate",
    "Archived",
)

WORK_ORDER_POSTED = Table(
    "work order",
    WorkOrder,
    (
        Column("WorkorderNo", "number", required=True, key=True),
        Column("OrderNr", "order_number", omitted=True),
        *_PROJECT,
        *_customer("", "customer"),
        *_WHERE,
        *_customer("Invoice", "invoice"),
        Column("TypeOfWork", "type_of_work", required=True),
        _DESCRIPTION,
        _INTERNAL,
        Column("PaymentMethod", "payment_method", required=True),
        Column("EmployeeNr", "employee"),
        *_WHEN,
        Column("WorkDeadline", "deadline"),
        Column("WorkDuration", "duration", WHOLE),
        Column("WorkStatus", "work_status"),
        *_AFTERTHOUGHTS,
        Column("Attachments", "nothing", UNREAD_LIST),
        Column("Materials", "materials", rows=LINE_POSTED),
        Column("Workperiods", "periods", rows=PERIOD),
        *_LAST,
    ),
    missing=1501,
    failed=1504,
)
