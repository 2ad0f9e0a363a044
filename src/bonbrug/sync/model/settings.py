"""What the customer ticked. Frozen for a run: a change during the run counts from the next one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bonbrug.values.charged_time import NOT_ROUNDED, Rounding


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
    version: int = 0

    @property
    def imports_products(self) -> bool:
        return self.import_materials or self.import_hour_types
