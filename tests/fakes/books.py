"""An administration in memory that keeps the rules of the books."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bonbrug.gateways.eboekhouden_soap.capabilities import CAPABILITIES
from bonbrug.sync.drafting.invoice import expected_totals
from bonbrug.sync.model.capabilities import BooksCapabilities
from bonbrug.sync.model.failures import NotAllowedIn, Refused
from bonbrug.sync.model.records import (
    Administration,
    FoundInvoice,
    Invoice,
    OpenItem,
    Product,
    Reading,
    Relation,
)
from bonbrug.sync.outcome import TEMPLATE_REFUSED
from tests.fakes.fingerprints import Prints
from tests.fakes.weather import Weather

WRITES = ("add_relation", "change_relation", "send_invoice")


@dataclass(frozen=True, slots=True)
class Kept:
    """An invoice as the books have it."""

    invoice: Invoice
    open_amount: Decimal | None


class FakeBooks:
    """sync.ports.Bookkeeping. People change `relations_` and the others directly."""

    capabilities: BooksCapabilities = CAPABILITIES

    def __init__(self, weather: Weather | None = None) -> None:
        self.weather = weather or Weather()
        self.relations_: dict[str, Relation] = {}
        self.products_: dict[str, Product] = {}
        self.invoices_: dict[str, Kept] = {}
        self.templates_ = ["Test"]
        self.administration = Administration("admin-1", "Voorbeeld BV")
        self.open = True
        self.complete = True
        self.unreadable: tuple[str, ...] = ()
        self.fingerprints = Prints()

    def writes(self) -> int:
        return self.weather.count(*WRITES)

    def sign_in(self) -> None:
        def effect() -> None:
            if not self.open:
                raise NotAllowedIn("E001.2", field="security_code_1")

        self.weather.through("sign_in", effect)

    def sign_out(self) -> None:
        self.weather.calls.append("sign_out")

    def administrations(self) -> list[Administration]:
        return self.weather.through("administrations", lambda: [self.administration])

    def templates(self) -> list[str] | None:
        return self.weather.through("templates", lambda: None)

    def relations(self, known: str = "") -> Reading[Relation]:
        def effect() -> Reading[Relation]:
            rows = tuple(self.relations_.values())
            reading = Reading(rows, self.complete, self.unreadable)
            return self.fingerprints.given("books_relations", reading, known)

        return self.weather.through("books_relations", effect)

    def products(self, known: str = "") -> Reading[Product]:
        def effect() -> Reading[Product]:
            reading = Reading(tuple(self.products_.values()))
            return self.fingerprints.given("products", reading, known)

        return self.weather.through("products", effect)

    def relation(self, code: str) -> Relation | None:
        return self.weather.through("relation", lambda: self._relation(code))

    def _relation(self, code: str) -> Relation | None:
        return next((row for row in self.relations_.values() if row.code == code), None)

    def add_relation(self, relation: Relation) -> str:
        def effect() -> str:
            if self._relation(relation.code):
                raise Refused("code_in_use")
            remote_id = str(1000 + len(self.relations_))
            self.relations_[remote_id] = replace(relation, remote_id=remote_id)
            return remote_id

        return self.weather.through("add_relation", effect)

    def change_relation(self, relation: Relation) -> None:
        def effect() -> None:
            if relation.remote_id not in self.relations_:
                raise Refused("relation_gone")
            self.relations_[relation.remote_id] = relation

        self.weather.through("change_relation", effect)

    def send_invoice(self, invoice: Invoice) -> str:
        return self.weather.through("send_invoice", lambda: self.write(invoice))

    def write(self, invoice: Invoice) -> str:
        """Make the invoice, by whatever road it came."""
        if self.capabilities.needs_template and invoice.template not in self.templates_:
            raise Refused(TEMPLATE_REFUSED, theirs="CFACT028")
        if not self._relation(invoice.relation_code):
            raise Refused("CFACT025")
        if invoice.number in self.invoices_:
            raise Refused("number_in_use")
        amount = expected_totals(invoice).gross
        self.invoices_[invoice.number] = Kept(invoice, amount if invoice.book else None)
        return invoice.number

    def invoice(self, number: str) -> FoundInvoice | None:
        def effect() -> FoundInvoice | None:
            kept = self.invoices_.get(number)
            return found(kept.invoice) if kept else None

        return self.weather.through("invoice", effect)

    def invoices(self, relation_code: str, first: date, last: date) -> list[FoundInvoice]:
        def effect() -> list[FoundInvoice]:
            return [
                found(kept.invoice)
                for kept in self.invoices_.values()
                if relation_code in ("", kept.invoice.relation_code)
                and first <= kept.invoice.day <= last
            ]

        return self.weather.through("invoices", effect)

    def open_items(self) -> list[OpenItem]:
        def effect() -> list[OpenItem]:
            return [
                OpenItem(number, kept.invoice.relation_code, kept.open_amount, kept.open_amount)
                for number, kept in self.invoices_.items()
                if kept.open_amount is not None
            ]

        return self.weather.through("open_items", effect)


def found(invoice: Invoice) -> FoundInvoice:
    amounts = expected_totals(invoice)
    texts = tuple(line.description for line in invoice.lines)
    return FoundInvoice(invoice.number, invoice.day, amounts.net, amounts.vat, amounts.gross, texts)
