"""What a service can do, how much fits and which words it uses: brought by its gateway.

Frozen: it is the same during a whole run. The engine knows no other limit or word of a service.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from bonbrug.values.delivery import DeliveryKind
from bonbrug.values.vat_treatments import NO_CODES, Sentence, VatCodes


@dataclass(frozen=True, slots=True)
class InvoiceLimits:
    """What fits in one invoice of the books; lengths are in characters.

    `line_texts` and `delivery_texts`: the longest text of a field of `InvoiceLine` and of
    `Delivery`, by its name. `amount` is the
    largest figure, `decimals` how many places a quantity and a price keep.
    """

    lines: int
    relation_code: int
    template: int
    booking_text: int
    line_texts: Mapping[str, int]
    amount: Decimal
    decimals: int
    delivery_texts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InvoiceTexts:
    """Words on an invoice, in the language of its readers.

    `work_order` is one word: it stands before the number of the work order in a marker; `credit_of`
    stands before the number of the invoice that a credit takes back. `day_format` is as `strftime`
    takes it. `vat_sentences`: what the law has an invoice say about its VAT.
    """

    work_order: str
    hours_unit: str
    minimum: str
    credit_of: str
    work_address: str
    discount: str
    warranty: str
    returned: str
    day_format: str
    vat_sentences: Mapping[Sentence, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BooksCapabilities:
    """What a bookkeeping service can do.

    `needs_template`: an invoice names one. `lists_templates`: their names can be asked for.
    `pages`: a list comes in parts, so that a long one is whole. `credits`: an invoice may have a
    negative amount. `offsets`: it can be set off against an open one. `calls_per_month`: what the
    service allows one administration (None: it does not say). `vat`: its codes for sales.
    `deliveries`: the ways in which it lets an invoice go to its customer.
    """

    limits: InvoiceLimits
    texts: InvoiceTexts
    needs_template: bool = True
    lists_templates: bool = False
    pages: bool = False
    credits: bool = False
    offsets: bool = False
    calls_per_month: int | None = None
    vat: VatCodes = NO_CODES
    deliveries: frozenset[DeliveryKind] = frozenset({DeliveryKind.POST})


@dataclass(frozen=True, slots=True)
class Statuses:
    """The words for where a work order stands.

    `complete` and `settled` are of its life cycle; `every` asks for all of them. `to_export` and
    `error` are work statuses, codes of the company's own; `made` is what the link adds to these
    (code → name).
    """

    complete: str
    settled: str
    every: str
    to_export: str
    error: str
    made: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FieldCapabilities:
    """What a field service can do.

    `line` and `page` are the longest texts of one line and of more, in characters;
    `relation_needs` names the fields of a relation that may not be empty.
    """

    statuses: Statuses
    line: int
    page: int
    relation_needs: tuple[str, ...] = ()
    calls_per_month: int | None = None
