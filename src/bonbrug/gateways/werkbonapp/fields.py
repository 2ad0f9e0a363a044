"""Every field of the treaty's records that the gateway reads or writes: what it is, or why not.

Facts: docs/wire/werkbonapp.md.
"""

from typing import Any

from bonbrug.gateways.mapped import Mapped, Same, given, text, value
from bonbrug.sync.model.records import (
    Employee,
    HourType,
    Material,
    MaterialLine,
    Relation,
    WorkOrder,
    WorkPeriod,
    WorkPlace,
)
from bonbrug.values.text import canonical
from bonbrug.wire.werkbonapp import records, work_orders

EMPLOYEE = Mapped(
    records.Employee,
    Employee,
    {
        "number": text("number"),
        "first_name": text("first_name"),
        "last_name": text("last_name"),
        "active": value("active"),
    },
)

_PLACE = "the books have no place on a map"
RELATION = Mapped(
    records.Relation,
    Relation,
    {
        "debtor_number": text("code"),
        "name": text("name"),
        "contact": text("contact"),
        # One telephone number is posted: the mobile one only stands in for a missing other.
        "phone_number": Same(("phone",), canonical, lambda *numbers: numbers[0] or numbers[1],
                             out_of=("phone", "mobile")),
        "email": text("email"),
        "street": text("street"),
        "house_number": text("house_number"),
        "postal_code": text("postal_code"),
        "city": text("city"),
        "remark": text("remark"),
        "mobile": text("mobile", written=False),
    },
    {
        "email_workorder": "the address for work order mails is the office's own choice",
        "latitude": _PLACE,
        "longitude": _PLACE,
    },
)  # fmt: skip

_FREE = "a free field of the company's own; the first two hold VAT code and ledger account"
MATERIAL = Mapped(
    records.Material,
    Material,
    {
        "code": text("code"),
        "description": text("description"),
        "price": value("price"),
        "unit": text("unit"),
        "free_1": text("vat_code"),
        "free_2": text("ledger_code"),
    },
    {
        **dict.fromkeys(("free_3", "free_4", "free_5"), _FREE),
        "ean": "the books have no article number of that kind",
        "barcode": "the books have no barcode",
    },
)

HOUR_TYPE = Mapped(
    records.HourType,
    HourType,
    {
        "code": text("code"),
        "name": text("name"),
        "sale_price": value("price"),
        "active": value("active"),
    },
    {
        "cost_booking": "posted as no: hours are charged, not booked as costs",
        "sale_booking": "posted as yes: hours are charged",
        "cost_price": "a cost price is not shown on a tablet",
    },
)

PERIOD = Mapped(
    records.WorkPeriod,
    WorkPeriod,
    {
        "day": value("day"),
        "minutes": value("minutes"),
        "hour_type": text("hour_type"),
        "remark": text("remark"),
        "employee": text("employee"),
        "begin": value("begin"),
        "end": value("end"),
        "pause": value("pause"),
        "travel": text("travel"),
    },
)

LINE = Mapped(
    records.MaterialLine,
    MaterialLine,
    {
        "code": text("code"),
        "name": text("name"),
        "unit": text("unit"),
        "quantity": value("quantity"),
        "price": value("price"),
        "free_1": text("vat_code"),
        "free_2": text("ledger_code"),
        "total": value("total"),
        "discount": text("discount"),
        "warranty": text("warranty"),
        "original_price": value("original_price"),
        "free_3": text("free_3"),
        "free_4": text("free_4"),
        "free_5": text("free_5"),
    },
    {
        "type": "the code tells the article, not its type",
        "warehouse": "where stock is taken from is no matter of an invoice",
    },
)

CUSTOMER = Mapped(
    work_orders.WorkOrder,
    Relation,
    {
        "invoice_debtor_number": text("code"),
        "invoice_name": text("name"),
        "invoice_contact": text("contact"),
        "invoice_street": text("street"),
        "invoice_house_number": text("house_number"),
        "invoice_postal_code": text("postal_code"),
        "invoice_city": text("city"),
        "invoice_phone": text("phone"),
        "invoice_email": text("email"),
        "invoice_remark": text("remark"),
    },
)

WORK_PLACE = Mapped(
    work_orders.WorkOrder,
    WorkPlace,
    {
        "customer_street": text("street"),
        "customer_house_number": text("house_number"),
        "customer_postal_code": text("postal_code"),
        "customer_city": text("city"),
    },
)

_WORKPLACE = "where the work is done; the invoice goes to the customer of the invoice block"
_PLANNING = "planning: an odd value here may not hold up an invoice"
_PAPER = "a paper or picture; the invoice has the lines only"
_OFFICE = "for the office; the invoice has the lines only"
WORK_ORDER = Mapped(
    work_orders.WorkOrder,
    WorkOrder,
    {
        "id": text("row_id"),
        "number": text("number"),
        "order_number": text("number", fills_in=True),
        "status": text("status"),
        "work_status": text("work_status"),
        "day": value("day"),
        "description": text("description"),
        "archived": value("archived"),
        "minimum_hours": value("minimum_hours"),
        "rounding_minutes": value("rounding_minutes"),
        "periods": given("periods"),
        "materials": given("materials"),
        "unread": value("problem"),
        "signature": value("signed", bool),
        "signature_url": Same(("signed",), bool, fills_in=True),
        "type_of_work": text("type_of_work"),
        "project": text("project"),
    },
    {
        **dict.fromkeys(
            (
                "customer_name", "customer_debtor_number", "customer_email", "customer_contact",
                "customer_phone", "customer_remark", "customer_latitude", "customer_longitude",
            ),
            _WORKPLACE,
        ),
        **dict.fromkeys(
            (
                "clock", "end_day", "end_clock", "employee", "employees", "duration",
                "deadline", "pickup_planning", "web_planning",
            ),
            _PLANNING,
        ),
        **dict.fromkeys(
            ("pdf_url", "word_url", "photos", "nothing"), _PAPER
        ),
        **dict.fromkeys(
            (
                "extern_project", "internal_description",
                "short_description", "comment", "created", "worksheet_code", "objects",
            ),
            _OFFICE,
        ),
        "payment_method": "the term of the invoice is a setting of the link",
        "finished": "the status tells that a work order is complete, not this",
        "contact_code": "the invoice block names the contact person",
        "address_code": "the invoice block holds the address",
    },
)  # fmt: skip

MAPPED: tuple[Mapped[Any, Any], ...] = (
    EMPLOYEE, RELATION, MATERIAL, HOUR_TYPE, PERIOD, LINE, CUSTOMER, WORK_PLACE, WORK_ORDER,
)  # fmt: skip
# What holds no noun: for each field what it is for.
ASKED: dict[type, dict[str, str]] = {
    records.WorkStatus: {
        "code": "the code of a work status, as work orders carry it",
        "name": "what people see of it",
    },
}
