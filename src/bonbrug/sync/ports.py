"""The two sides of the bridge, as the engine sees them; the third port is in ledger.py.

Every method may raise `failures.Unreachable`, `NotAllowedIn` or `Refused`. Methods block; none
may be called while a database transaction is open.

`known` is the print of an earlier reading: when the answer is still the same, a reading with that
print and without rows is returned, which costs little. A side without prints may ignore it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from bonbrug.sync.nouns import (
    Administration,
    Employee,
    FoundInvoice,
    HourType,
    Invoice,
    Material,
    OpenItem,
    Product,
    Reading,
    Relation,
    WorkOrder,
)


class Bookkeeping(Protocol):
    """One administration in the books."""

    def sign_in(self) -> None:
        """Open a session; NotAllowedIn names the refused credential."""

    def sign_out(self) -> None:
        """End the session; never raises."""

    def administrations(self) -> list[Administration]: ...

    def templates(self) -> list[str] | None:
        """Return the names of the invoice templates, None where the wire cannot list them."""

    def relations(self, known: str = "") -> Reading[Relation]: ...

    def products(self, known: str = "") -> Reading[Product]: ...

    def relation(self, code: str) -> Relation | None: ...

    def add_relation(self, relation: Relation) -> str:
        """Return the books' id. Refused('code_in_use') when the code exists."""

    def change_relation(self, relation: Relation) -> None:
        """Write the fields of ours over the record with `remote_id`; fields we do not know stay."""

    def send_invoice(self, invoice: Invoice) -> str:
        """Make the invoice once and return its number.

        Refused: certainly not made (code 'number_in_use' when the number exists).
        NotAllowedIn: certainly not made. Unreachable: unknown unless `before_sending`.
        """

    def invoice(self, number: str) -> FoundInvoice | None: ...

    def invoices(self, relation_code: str, first: date, last: date) -> list[FoundInvoice]:
        """Return the invoices of one relation ('' for all) dated first..last."""

    def open_items(self) -> list[OpenItem]: ...


class FieldService(Protocol):
    """One company in the work orders."""

    def employees(self) -> list[Employee]: ...

    def relations(self, known: str = "") -> Reading[Relation]: ...

    def materials(self) -> Reading[Material]: ...

    def hour_types(self) -> Reading[HourType]: ...

    def work_statuses(self) -> dict[str, str]:
        """Return code → name."""

    def put_relations(self, relations: Sequence[Relation]) -> int:
        """Insert or change by code; all or nothing; return how many the other side counted."""

    def put_materials(self, materials: Sequence[Material]) -> int: ...

    def put_hour_types(self, hour_types: Sequence[HourType]) -> int: ...

    def put_work_statuses(self, statuses: dict[str, str]) -> int: ...

    def work_orders(self, status: str, work_status: str = "") -> list[WorkOrder]:
        """List without changing anything on the other side."""

    def work_order(self, row_id: str) -> WorkOrder | None:
        """Read one without changing anything on the other side."""

    def settle(self, row_id: str) -> WorkOrder | None:
        """Set Afgehandeld and return the content as of that moment; None when it is gone."""

    def mark(self, row_id: str, work_status: str) -> None:
        """Set the work status (``99`` after a refusal)."""
