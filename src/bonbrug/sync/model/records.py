"""What travels over the bridge: frozen, neutral, in English; no wire name and no table.

Texts are canonical (trimmed, NFC); amounts are Decimal in euros excluding VAT unless said
otherwise; a missing text is empty. Each field says in its annotation how it travels (fields.py).
"""

from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Generic, TypeVar

from bonbrug.sync.model.fields import Joined, Travels, Way
from bonbrug.values.delivery import DeliveryKind
from bonbrug.values.party import join_street, split_street
from bonbrug.values.period_doubts import Period
from bonbrug.values.spellings import (
    AMOUNT,
    DAY,
    EXACT_AMOUNT,
    FLAG,
    MAYBE_AMOUNT,
    MAYBE_DAY,
    POSTCODE,
    WHOLE,
    Spelling,
)

Row = TypeVar("Row")

ADDRESS = Joined("address", join_street, split_street)  # the books have one line
# By post is empty: what was kept before there were other ways says nothing of it.
KIND = Spelling(
    lambda kind: "" if kind is DeliveryKind.POST else str(kind.value),
    lambda text: DeliveryKind(text or DeliveryKind.POST),
)

SHARED = Travels(Way.BOTH, merged=True, may_be_missing=True)
TO_WORK = Travels(Way.TO_WORK)
OFFERED = Travels(Way.TO_WORK, merged=True)
TO_BOOKS = Travels(Way.TO_BOOKS)
JUDGED = Travels(Way.JUDGED)
ADDED = replace(TO_BOOKS, added_later=True)
HINT = Travels(Way.JUDGED, compared=False)
READ = Travels(Way.READ, compared=False)
VAT_FACT = Travels(Way.JUDGED, may_be_missing=True, added_later=True)


@dataclass(frozen=True, slots=True)
class Administration:
    """Who the books belong to; `key` stays the same over the years."""

    key: Annotated[str, READ]
    name: Annotated[str, READ]


@dataclass(frozen=True, slots=True)
class Relation:
    """A customer as both sides know it. `remote_id` is the books' id ('' from the work orders).

    `country` and `vat_number` are the books' alone: the VAT of an invoice depends on them.
    """

    code: Annotated[str, Travels(Way.BOTH, key=True)]
    name: Annotated[str, replace(SHARED, may_be_missing=False)]
    contact: Annotated[str, SHARED] = ""
    street: Annotated[str, replace(SHARED, within=ADDRESS)] = ""
    house_number: Annotated[str, replace(SHARED, within=ADDRESS)] = ""
    postal_code: Annotated[str, replace(SHARED, spelling=POSTCODE)] = ""
    city: Annotated[str, SHARED] = ""
    phone: Annotated[str, SHARED] = ""
    mobile: Annotated[str, replace(SHARED, stands_in_for="phone")] = ""
    email: Annotated[str, SHARED] = ""
    remark: Annotated[str, replace(SHARED, long=True)] = ""
    remote_id: Annotated[str, READ] = ""
    country: Annotated[str, VAT_FACT] = ""
    vat_number: Annotated[str, VAT_FACT] = ""


@dataclass(frozen=True, slots=True)
class Product:
    """What the books sell. `vat_code` and `ledger_code` are what an invoice line needs."""

    remote_id: Annotated[str, READ]
    code: Annotated[str, replace(TO_WORK, key=True)]
    description: Annotated[str, replace(TO_WORK, may_be_missing=True)]
    unit: Annotated[str, replace(TO_WORK, may_be_missing=True)]
    price: Annotated[Decimal, replace(TO_WORK, spelling=AMOUNT)]
    vat_code: Annotated[str, replace(TO_WORK, may_be_missing=True)]
    ledger_code: Annotated[str, replace(TO_WORK, may_be_missing=True)]
    active: Annotated[bool, replace(TO_WORK, spelling=FLAG)]


@dataclass(frozen=True, slots=True)
class Material:
    code: Annotated[str, replace(TO_WORK, key=True)]
    description: Annotated[str, OFFERED]
    unit: Annotated[str, OFFERED]
    price: Annotated[Decimal, replace(OFFERED, spelling=AMOUNT)]
    vat_code: Annotated[str, TO_WORK] = ""
    ledger_code: Annotated[str, TO_WORK] = ""


@dataclass(frozen=True, slots=True)
class HourType:
    code: Annotated[str, replace(TO_WORK, key=True)]
    name: Annotated[str, replace(OFFERED, called="description")]
    price: Annotated[Decimal, replace(OFFERED, spelling=AMOUNT)]
    active: Annotated[bool, replace(TO_WORK, spelling=FLAG)] = True


@dataclass(frozen=True, slots=True)
class Employee:
    number: Annotated[str, READ]
    first_name: Annotated[str, READ]
    last_name: Annotated[str, READ]
    active: Annotated[bool, READ] = True


@dataclass(frozen=True, slots=True)
class WorkPeriod:
    """Hours on a work order; `minutes` is what counts (end - begin - pause).

    `begin` and `end` are None where only the minutes were told; `travel` is a distance as text.
    """

    day: Annotated[date | None, replace(JUDGED, spelling=DAY)]
    minutes: Annotated[int, replace(TO_BOOKS, spelling=WHOLE)]
    hour_type: Annotated[str, TO_BOOKS]
    remark: Annotated[str, JUDGED] = ""
    employee: Annotated[str, HINT] = ""
    begin: Annotated[time | None, HINT] = None
    end: Annotated[time | None, HINT] = None
    pause: Annotated[int, HINT] = 0
    travel: Annotated[str, HINT] = ""


def as_period(period: WorkPeriod) -> Period:
    """Return what can be compared: without a begin and an end that differ there is a total only."""
    day = period.day.toordinal() if period.day else 0
    if period.begin is None or period.end is None or period.begin == period.end:
        return Period(day, total=period.minutes)
    begin, end = (60 * at.hour + at.minute for at in (period.begin, period.end))
    return Period(day, begin, end, period.pause, period.minutes)


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """`total` is what the work order itself says the line costs (None: it does not say).

    `discount` is a percentage as it was written, `original_price` the price before it, `warranty`
    the code under which the line is given for nothing. The free fields are the company's own;
    nothing is charged for what stands in them.
    """

    code: Annotated[str, TO_BOOKS]
    name: Annotated[str, TO_BOOKS]
    unit: Annotated[str, TO_BOOKS]
    quantity: Annotated[Decimal, replace(TO_BOOKS, spelling=AMOUNT)]
    price: Annotated[Decimal, replace(TO_BOOKS, spelling=AMOUNT)]
    vat_code: Annotated[str, TO_BOOKS] = ""
    ledger_code: Annotated[str, TO_BOOKS] = ""
    total: Annotated[Decimal | None, replace(JUDGED, spelling=MAYBE_AMOUNT)] = None
    discount: Annotated[str, ADDED] = ""
    warranty: Annotated[str, ADDED] = ""
    original_price: Annotated[
        Decimal | None, replace(JUDGED, spelling=MAYBE_AMOUNT, added_later=True)
    ] = None
    free_3: Annotated[str, HINT] = ""
    free_4: Annotated[str, HINT] = ""
    free_5: Annotated[str, HINT] = ""


@dataclass(frozen=True, slots=True)
class WorkPlace:
    """Where the work is done."""

    street: Annotated[str, READ] = ""
    house_number: Annotated[str, READ] = ""
    postal_code: Annotated[str, READ] = ""
    city: Annotated[str, READ] = ""


NO_PLACE = WorkPlace()


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """A work order as read. `row_id` is the only key that is always there.

    `customer` is the invoice customer. `status` is the life cycle, `work_status` the company's own
    code, both in the words of the service (`Statuses`). `minimum_hours` and `rounding_minutes` are
    what the customer agreed to; the periods hold what was really worked. `problem` says which part
    could not be read ('' when all could). `project` is the number of the project that it is of.
    """

    row_id: Annotated[str, READ]
    number: Annotated[str, TO_BOOKS]
    status: Annotated[str, READ]
    work_status: Annotated[str, READ]
    day: Annotated[date | None, replace(JUDGED, spelling=DAY)]
    customer: Annotated[Relation, TO_BOOKS]
    periods: Annotated[tuple[WorkPeriod, ...], TO_BOOKS] = ()
    materials: Annotated[tuple[MaterialLine, ...], TO_BOOKS] = ()
    description: Annotated[str, READ] = ""
    archived: Annotated[bool, READ] = False
    minimum_hours: Annotated[Decimal, replace(TO_BOOKS, spelling=AMOUNT)] = Decimal(0)
    rounding_minutes: Annotated[int, HINT] = 0
    problem: Annotated[str, JUDGED] = ""
    signed: Annotated[bool, READ] = False
    work_place: Annotated[WorkPlace, READ] = NO_PLACE
    type_of_work: Annotated[str, HINT] = ""
    project: Annotated[str, READ] = ""


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    quantity: Annotated[Decimal, replace(TO_BOOKS, spelling=EXACT_AMOUNT)]
    unit: Annotated[str, TO_BOOKS]
    code: Annotated[str, TO_BOOKS]
    description: Annotated[str, TO_BOOKS]
    price: Annotated[Decimal, replace(TO_BOOKS, spelling=EXACT_AMOUNT)]
    vat_code: Annotated[str, TO_BOOKS]
    ledger_code: Annotated[str, TO_BOOKS]


@dataclass(frozen=True, slots=True)
class Delivery:
    """How an invoice goes to its customer; without anything filled in by post.

    The first texts are of a mail, the others of a direct debit: `first` when nothing was collected
    on the mandate before, `statement_1` and on what stands on the customer's statement.
    """

    kind: Annotated[DeliveryKind, replace(ADDED, spelling=KIND)] = DeliveryKind.POST
    subject: Annotated[str, ADDED] = ""
    text: Annotated[str, replace(ADDED, long=True)] = ""
    sender_address: Annotated[str, ADDED] = ""
    sender_name: Annotated[str, ADDED] = ""
    mandate: Annotated[str, ADDED] = ""
    signed_on: Annotated[date | None, replace(ADDED, spelling=MAYBE_DAY)] = None
    first: Annotated[bool, replace(ADDED, spelling=FLAG)] = False
    iban: Annotated[str, ADDED] = ""
    holder: Annotated[str, ADDED] = ""
    city: Annotated[str, ADDED] = ""
    statement_1: Annotated[str, ADDED] = ""
    statement_2: Annotated[str, ADDED] = ""
    statement_3: Annotated[str, ADDED] = ""

    @property
    def uncollected(self) -> "Delivery":
        """Return how an invoice goes of which nothing can be collected."""
        return BY_POST if self.kind is DeliveryKind.DIRECT_DEBIT else self


BY_POST = Delivery()


@dataclass(frozen=True, slots=True)
class Invoice:
    """An invoice to be made in the books; frozen in the intent and sent again unchanged."""

    number: Annotated[str, TO_BOOKS]
    relation_code: Annotated[str, TO_BOOKS]
    day: Annotated[date, replace(TO_BOOKS, spelling=DAY)]
    term_days: Annotated[int, replace(TO_BOOKS, spelling=WHOLE)]
    template: Annotated[str, TO_BOOKS]
    book: Annotated[bool, replace(TO_BOOKS, spelling=FLAG)]
    booking_text: Annotated[str, TO_BOOKS]
    lines: Annotated[tuple[InvoiceLine, ...], TO_BOOKS]
    delivery: Annotated[Delivery, ADDED] = BY_POST


@dataclass(frozen=True, slots=True)
class FoundInvoice:
    """An invoice as the books show it."""

    number: Annotated[str, READ]
    day: Annotated[date | None, READ]
    net: Annotated[Decimal, READ]
    vat: Annotated[Decimal, READ]
    gross: Annotated[Decimal, READ]
    line_texts: Annotated[tuple[str, ...], READ]


@dataclass(frozen=True, slots=True)
class OpenItem:
    invoice_number: Annotated[str, READ]
    relation_code: Annotated[str, READ]
    amount: Annotated[Decimal, READ]
    open_amount: Annotated[Decimal, READ]


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


NOUNS = (
    Administration, Relation, Product, Material, HourType, Employee, WorkOrder, WorkPeriod,
    MaterialLine, WorkPlace, Delivery, Invoice, InvoiceLine, FoundInvoice, OpenItem,
)  # fmt: skip
