"""One invoice or credit note as the treaty knows it; amounts in euros, absent is '' or None."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number, and the list that it comes from."""

    value: str
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a party sits; `country` has two letters."""

    street: str = ""
    city: str = ""
    postcode: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Seller or buyer. `creditor` is the number under which a seller collects."""

    name: str
    address: Address
    endpoint: Identifier | None = None
    creditor: Identifier | None = None
    vat_number: str = ""
    legal_id: Identifier | None = None
    contact: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class TaxCategory:
    """`rate` in percent, None where there is none.

    `reason` tells why nothing is charged; it stands in the breakdown, not on a line.
    """

    code: str
    rate: Decimal | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TaxShare:
    """What is charged over everything of one category and rate."""

    taxable: Decimal | None
    tax: Decimal | None
    category: TaxCategory


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A way to pay; `name` is what a `Term` calls it."""

    means: str
    name: str = ""
    reference: str = ""
    account: str = ""
    mandate: str = ""
    payer_account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """How much is paid in which way, or in words."""

    payment: str = ""
    note: str = ""
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """An amount taken off, or added when it is a charge."""

    is_charge: bool
    amount: Decimal
    reason: str = ""
    category: TaxCategory | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The sums of the document."""

    lines: Decimal | None
    exclusive: Decimal | None
    inclusive: Decimal | None
    payable: Decimal | None
    allowances: Decimal | None = None
    charges: Decimal | None = None
    prepaid: Decimal | None = None
    rounding: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line; `price` is for `base_quantity` of the unit, without VAT."""

    number: str
    quantity: Decimal | None
    unit: str
    amount: Decimal | None
    name: str
    category: TaxCategory
    price: Decimal | None
    base_quantity: Decimal | None = None
    description: str = ""
    code: str = ""
    allowances: tuple[Allowance, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Everything. In a credit note what is given back is positive.

    `is_credit_note` is the kind of the root, `kind` what the document says of itself.
    """

    profile: str
    kind: str
    is_credit_note: bool
    number: str
    issued: date | None
    seller: Party
    buyer: Party
    totals: Totals
    tax: Decimal | None
    shares: tuple[TaxShare, ...]
    lines: tuple[Line, ...]
    due: date | None = None
    note: str = ""
    buyer_reference: str = ""
    order_reference: str = ""
    corrects: tuple[str, ...] = ()
    delivered: date | None = None
    delivery_country: str = ""
    payments: tuple[Payment, ...] = ()
    terms: tuple[Term, ...] = ()
    allowances: tuple[Allowance, ...] = ()
