"""What travels over the bridge: frozen, neutral, in English; no wire name and no table.

Texts are canonical (trimmed, NFC); amounts are Decimal in euros excluding VAT unless said
otherwise; a missing text is empty.
"""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Administration:
    """Who the books belong to; `key` stays the same over the years."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A customer as both sides know it. `remote_id` is the books' id ('' from the work orders)."""

    code: str
    name: str
    contact: str = ""
    street: str = ""
    house_number: str = ""
    postal_code: str = ""
    city: str = ""
    phone: str = ""
    mobile: str = ""
    email: str = ""
    remark: str = ""
    remote_id: str = ""


@dataclass(frozen=True, slots=True)
class Product:
    """What the books sell. `vat_code` and `ledger_code` are what an invoice line needs."""

    remote_id: str
    code: str
    description: str
    unit: str
    price: Decimal
    vat_code: str
    ledger_code: str
    active: bool


@dataclass(frozen=True, slots=True)
class Material:
    code: str
    description: str
    unit: str
    price: Decimal
    vat_code: str = ""
    ledger_code: str = ""


@dataclass(frozen=True, slots=True)
class HourType:
    code: str
    name: str
    price: Decimal
    active: bool = True


@dataclass(frozen=True, slots=True)
class Employee:
    number: str
    first_name: str
    last_name: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class WorkPeriod:
    """Hours on a work order; `minutes` is what counts (end - begin - pause).

    `begin` and `end` are None where only the minutes were told.
    """

    day: date | None
    minutes: int
    hour_type: str
    remark: str = ""
    employee: str = ""
    begin: time | None = None
    end: time | None = None
    pause: int = 0


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """`total` is what the work order itself says the line costs (None: it does not say)."""

    code: str
    name: str
    unit: str
    quantity: Decimal
    price: Decimal
    vat_code: str = ""
    ledger_code: str = ""
    total: Decimal | None = None


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """A work order as read. `row_id` is the only key that is always there.

    `customer` is the invoice customer. `status` is the life cycle, `work_status` the company's own
    code, both in the words of the service (`Statuses`). `minimum_hours` and `rounding_minutes` are
    what the customer agreed to; the periods hold what was really worked. `problem` says which part
    could not be read ('' when all could).
    """

    row_id: str
    number: str
    status: str
    work_status: str
    day: date | None
    customer: Relation
    periods: tuple[WorkPeriod, ...] = ()
    materials: tuple[MaterialLine, ...] = ()
    description: str = ""
    archived: bool = False
    minimum_hours: Decimal = Decimal(0)
    rounding_minutes: int = 0
    problem: str = ""
    content_fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    quantity: Decimal
    unit: str
    code: str
    description: str
    price: Decimal
    vat_code: str
    ledger_code: str


@dataclass(frozen=True, slots=True)
class Invoice:
    """An invoice to be made in the books; frozen in the intent and sent again unchanged."""

    number: str
    relation_code: str
    day: date
    term_days: int
    template: str
    book: bool
    booking_text: str
    lines: tuple[InvoiceLine, ...]


@dataclass(frozen=True, slots=True)
class FoundInvoice:
    """An invoice as the books show it."""

    number: str
    day: date | None
    net: Decimal
    vat: Decimal
    gross: Decimal
    line_texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenItem:
    invoice_number: str
    relation_code: str
    amount: Decimal
    open_amount: Decimal


@dataclass(frozen=True, slots=True)
class Reading(Generic[Row]):
    """A list as read: its rows, rows that could not be read, and whether it is surely complete.

    `fingerprint` stands for the raw answer, in 16 hex characters: the same answer has the same one
    ('' when the answer was not one whole). `missing_fields` names the fields of which no row said
    anything, not even that they are empty: the answer does not know them (any more). No rows tell
    nothing.
    """

    rows: tuple[Row, ...]
    complete: bool = True
    unreadable: tuple[str, ...] = ()
    fingerprint: str = ""
    missing_fields: frozenset[str] = frozenset()
