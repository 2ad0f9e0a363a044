"""What is remembered of earlier work orders and invoices, to judge others by."""

from dataclasses import dataclass

from bonbrug.sync.model.records import InvoiceLine


@dataclass(frozen=True, slots=True)
class PastInvoice:
    """An invoice that was made; `relation_code` as the books write it."""

    number: str
    relation_code: str
    lines: tuple[InvoiceLine, ...]


@dataclass(frozen=True, slots=True)
class KnownOrder:
    """What is remembered of another work order; `work` as `judging.work.written_work` wrote it.

    `number` is what people call it; `invoice_number` '' as long as it has no invoice.
    """

    row_id: str
    number: str
    likeness: str = ""
    work: str = ""
    invoice_number: str = ""
