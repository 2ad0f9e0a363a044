"""An audit file as the treaty knows it; amounts in euros, absent is '' or None.

What can be long is an iterable that is walked once, while the file is written.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bonbrug.values.money import total
from bonbrug.wire.xaf.codes import CURRENCY, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Sided:
    """An amount: debit is positive, credit is negative."""

    signed: Decimal

    @property
    def amount(self) -> Decimal:
        return abs(self.signed)

    @property
    def side(self) -> Side:
        return Side.CREDIT if self.signed < 0 else Side.DEBIT


@dataclass(frozen=True, slots=True)
class Header:
    """Which books, and who wrote the file."""

    year: str
    first: date
    last: date
    made_on: date
    software: str
    version: str
    currency: str = CURRENCY


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a party sits; `country` has two letters."""

    street: str = ""
    number: str = ""
    city: str = ""
    postcode: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A customer or supplier."""

    id: str
    name: str
    kind: str = ""
    contact: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    site: str = ""
    kvk_number: str = ""
    vat_country: str = ""
    vat_number: str = ""
    address: Address
    mail_address: Address
    account: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """A ledger account."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class VatCode:
    """A VAT code, and the ledger account that its VAT stands on."""

    id: str
    name: str
    to_pay: str = ""
    to_claim: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A month, or what of it is in the file."""

    number: int
    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningLine(Sided):
    """What stood on an account."""

    number: int
    account: str


@dataclass(frozen=True, slots=True)
class Opening:
    """What stood on the accounts before the first day."""

    day: date
    name: str
    lines: tuple[OpeningLine, ...]

    @property
    def count(self) -> int:
        return len(self.lines)

    @property
    def debit(self) -> Decimal:
        return total(line.amount for line in self.lines if line.side is Side.DEBIT)

    @property
    def credit(self) -> Decimal:
        return total(line.amount for line in self.lines if line.side is Side.CREDIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vat(Sided):
    """The VAT over a line, which itself has its own line."""

    code: str
    rate: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Sided):
    """One side of a booking."""

    number: int
    account: str
    document: str
    day: date
    text: str = ""
    relation: str = ""
    invoice: str = ""
    cost_centre: str = ""
    vat: Vat | None = None


@dataclass(frozen=True, slots=True)
class Transaction:
    """One booking."""

    number: int
    text: str
    period: int
    day: date
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Journal:
    """The bookings of one kind; `offset` is the account that all of them are about."""

    id: str
    name: str
    kind: str
    offset: str
    transactions: Iterable[Transaction]


@dataclass(frozen=True, slots=True)
class Transactions:
    """All bookings, with the sums that a reader checks them by."""

    count: int
    debit: Decimal
    credit: Decimal
    journals: Iterable[Journal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """The firm and its books."""

    kvk_number: str
    name: str
    vat_country: str
    vat_number: str
    address: Address
    relations: Iterable[Relation]
    accounts: tuple[Account, ...]
    vat_codes: tuple[VatCode, ...]
    periods: tuple[Period, ...]
    opening: Opening | None
    transactions: Transactions


@dataclass(frozen=True, slots=True)
class AuditFile:
    """Everything."""

    header: Header
    company: Company
