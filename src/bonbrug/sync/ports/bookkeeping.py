"""The two sides of the bridge, as the engine sees them; the third port is in ports/memory.py.

Every method may raise `failures.Unreachable`, `NotAllowedIn` or `Refused`. Methods block; none
may be called while a database transaction is open.

`known` is the fingerprint of an earlier reading: when the answer is still the same, a reading with
that fingerprint and without rows is returned, which costs little. A side without fingerprints may
ignore it.
"""

from datetime import date
from typing import Protocol

from bonbrug.sync.model.capabilities import BooksCapabilities
from bonbrug.sync.model.records import (
    Administration,
    FoundInvoice,
    Invoice,
    OpenItem,
    Product,
    Reading,
    Relation,
)


class Bookkeeping(Protocol):
    """One administration in the books."""

    @property
    def capabilities(self) -> BooksCapabilities:
        """What this service can do; asks nothing of it."""

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

        Refused: certainly not made; its code is a word of sync/outcome.py where the number exists,
        or where a setting cannot work.
        NotAllowedIn: certainly not made. Unreachable: unknown unless `before_sending`.
        """

    def invoice(self, number: str) -> FoundInvoice | None: ...

    def invoices(self, relation_code: str, first: date, last: date) -> list[FoundInvoice]:
        """Return the invoices of one relation ('' for all) dated first..last."""

    def open_items(self) -> list[OpenItem]: ...
