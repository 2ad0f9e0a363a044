"""What the customer ticked. Frozen for a run: a change during the run counts from the next one."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bonbrug.values.charged_time import NOT_ROUNDED, Rounding
from bonbrug.values.delivery import DeliveryKind
from bonbrug.values.quantity import folded
from bonbrug.values.vat_work import Work


class LinesPer(StrEnum):
    """What makes one line of hours on an invoice."""

    PERIOD = "period"
    DAY = "day"  # and hour type
    HOUR_TYPE = "hour_type"


class OrderRounding(StrEnum):
    """What is done with a work order that itself asks for rounded hours: it tells the step, not
    whether that is upwards.
    """

    ASK = "ask"
    NOTE = "note"  # charge the worked time, and say so
    UP = "up"
    NEAREST = "nearest"


class Control(StrEnum):
    """What waits for a person before it is invoiced: nothing, what is doubtful, everything."""

    NONE = "none"
    DOUBTFUL = "doubtful"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on a work order is doubtful; each value itself is still usual, but for one.

    `most_pieces` and `most_of_a_line` (euros) are about one line, `most_of_an_invoice` about all of
    them, excluding VAT. `unusual_times`: so many times what the company usually invoices.
    `price_percent`: from so far off the known price on. `oldest_days`: work so long before the day
    of the work order. `closed_until`: the books are closed up to and including this day.
    `twice_days`: how long a work order is compared with those before it.
    """

    most_pieces: int = 1_000
    most_of_a_line: Decimal = Decimal(10_000)
    most_of_an_invoice: Decimal = Decimal(25_000)
    unusual_times: int = 5
    price_percent: int = 25
    oldest_days: int = 62
    closed_until: date | None = None
    twice_days: int = 60
    needs_signature: bool = False
    asks_travel: bool = True


@dataclass(frozen=True, slots=True)
class SyncSettings:
    """The import and export settings; `version` grows by one with every save.

    `export_from`: work orders of that day or later go without asking at the first export.
    `bill_minimum`: hours below the minimum of a work order are made up to it.
    `heading`: the first line begins with what was done, when and where; without it the marker ends
    that line. `line_dates`, `line_names` and `line_remarks` of the periods stand on lines of hours.
    `minimum_minutes` is charged at least for a work order with hours, and `call_out` is the code of
    a product charged once for it. `zero_invoices`: a total of 0 makes an invoice too.
    `mark_errors`: give a refused work order the work status for errors (off: it stays as it is).
    `control`: what waits for a person before it is invoiced, by these `limits`.
    `exempt_from`: the own firm is under the exemption for small firms from that day on (None: it is
    not), `exempt_until` its last day under it. `kinds_of_work`: what the firm's own types of work
    are for VAT, as (type of work, value of `Work`).
    `delivery`: how invoices go to customers without an agreement of their own about it; the mail
    says `mail_…`, the statement of who pays by direct debit says `statement_…`.
    """

    import_relations: bool = True
    import_materials: bool = True
    import_hour_types: bool = True
    export_invoices: bool = False
    template: str = ""
    term_days: int = 14
    book: bool = False
    export_relations: bool = False
    mark_errors: bool = False
    bill_minimum: bool = False
    hour_words: tuple[str, ...] = ()
    export_from: date | None = None
    lines_per: LinesPer = LinesPer.HOUR_TYPE
    line_dates: bool = False
    line_names: bool = False
    line_remarks: bool = False
    heading: bool = False
    rounding: Rounding = NOT_ROUNDED
    order_rounding: OrderRounding = OrderRounding.ASK
    minimum_minutes: int = 0
    call_out: str = ""
    zero_invoices: bool = True
    control: Control = Control.DOUBTFUL
    limits: Limits = field(default_factory=Limits)
    version: int = 0
    exempt_from: date | None = None
    exempt_until: date | None = None
    kinds_of_work: tuple[tuple[str, str], ...] = ()
    delivery: DeliveryKind = DeliveryKind.POST
    mail_subject: str = ""
    mail_text: str = ""
    mail_address: str = ""
    mail_name: str = ""
    statement_1: str = ""
    statement_2: str = ""
    statement_3: str = ""

    @property
    def imports_products(self) -> bool:
        return self.import_materials or self.import_hour_types

    def is_exempt_on(self, day: date) -> bool:
        """Tell whether the own firm is under the exemption for small firms on that day."""
        if self.exempt_from is None:
            return False
        return self.exempt_from <= day <= (self.exempt_until or date.max)

    def kind_of_work(self, type_of_work: str) -> Work:
        """Return what a type of work is, as the firm marked it."""
        wanted = folded(type_of_work)
        marks = (Work(kind) for name, kind in self.kinds_of_work if folded(name) == wanted)
        return next(marks, Work.UNMARKED) if wanted else Work.UNMARKED
