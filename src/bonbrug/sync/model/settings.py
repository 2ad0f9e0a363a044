"""What the customer ticked. Frozen for a run: a change during the run counts from the next one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LinesPer(StrEnum):
    """What makes one line of hours on an invoice."""

    PERIOD = "period"
    DAY = "day"  # and hour type
    HOUR_TYPE = "hour_type"


@dataclass(frozen=True, slots=True)
class SyncSettings:
    """The import and export settings; `version` grows by one with every save.

    `export_from`: work orders of that day or later go without asking at the first export.
    `bill_minimum`: hours below the minimum of a work order are made up to it.
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
    version: int = 0

    @property
    def imports_products(self) -> bool:
        return self.import_materials or self.import_hour_types
