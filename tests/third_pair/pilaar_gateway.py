"""Bookkeeping over Pilaar, as a gateway of the product would be written."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from bonbrug.sync.model.capabilities import BooksCapabilities, InvoiceLimits, InvoiceTexts
from bonbrug.sync.model.failures import NotAllowedIn, Refused, Unreachable
from bonbrug.sync.model.records import (
    Administration,
    FoundInvoice,
    Invoice,
    OpenItem,
    Product,
    Reading,
    Relation,
)
from bonbrug.sync.outcome import CODE_IN_USE, NUMBER_IN_USE, SETTING_REFUSED
from bonbrug.values.vat_rates import Level
from bonbrug.values.vat_treatments import Code, Sentence, Taxed, Treatment, VatCodes
from tests.third_pair import pilaar
from tests.third_pair.dialect import RELATION, Denied, list_read, read, written
from tests.third_pair.pilaar import Pilaar

# Fewer than elsewhere: nothing for other countries, and no low rate that is reversed.
VAT_CODES = VatCodes(
    {
        "HOOG_VERK_21": Code(Taxed(Treatment.CHARGED, Level.HIGH), Decimal(21)),
        "LAAG_VERK_9": Code(Taxed(Treatment.CHARGED, Level.LOW), Decimal(9)),
        "GEEN": Code(Taxed(Treatment.NONE)),
        "VERL_VERK": Code(Taxed(Treatment.REVERSED, Level.HIGH)),
    }
)
CAPABILITIES = BooksCapabilities(
    limits=InvoiceLimits(
        lines=pilaar.MOST_ROWS,
        relation_code=pilaar.LONGEST_DEBTOR,
        template=0,
        booking_text=pilaar.LONGEST_MEMO,
        line_texts={"code": 12, "unit": 8, "ledger_code": 6},
        amount=pilaar.LARGEST,
        decimals=pilaar.DECIMALS,
    ),
    texts=InvoiceTexts(
        work_order="opdracht",
        hours_unit="h",
        minimum="tot het afgesproken deel",
        credit_of="Terug van nota",
        work_address="Plaats",
        discount="minder",
        warranty="op garantie",
        returned="terug",
        day_format="%d.%m.%Y",
        vat_sentences={Sentence.REVERSED: "Omgekeerd belast"},
    ),
    needs_template=False,
    vat=VAT_CODES,
    calls_per_month=30_000,
)
WORDS = {
    pilaar.NUMBER_TAKEN: NUMBER_IN_USE,
    pilaar.DEBTOR_TAKEN: CODE_IN_USE,
    pilaar.TERM_TOO_LONG: SETTING_REFUSED,
}
VAT = {theirs: ours for ours, theirs in pilaar.VAT.items()}


class PilaarGateway:
    """sync.ports.Bookkeeping. A ticket is renewed when it is spent, and the call made again."""

    capabilities: BooksCapabilities = CAPABILITIES

    def __init__(self, service: Pilaar) -> None:
        self._service, self._ticket = service, ""

    def sign_in(self) -> None:
        with _translated():
            self._ticket = self._service.enter()

    def sign_out(self) -> None:
        self._ticket = ""
        self._service.store.sign_out()

    def administrations(self) -> list[Administration]:
        return [Administration(key, name) for key, name in self._ask("owner")]

    def templates(self) -> list[str] | None:
        return None

    def relations(self, known: str = "") -> Reading[Relation]:
        return list_read(Relation, self._ask("debtors", tag=known), RELATION)

    def products(self, known: str = "") -> Reading[Product]:
        found = list_read(Product, self._ask("goods", tag=known), pilaar.PRODUCT)
        rows = tuple(replace(row, vat_code=VAT.get(row.vat_code, "")) for row in found.rows)
        return replace(found, rows=rows)

    def relation(self, code: str) -> Relation | None:
        found = self._ask("debtor", debtor=code)
        return read(Relation, found, RELATION) if found else None

    def add_relation(self, relation: Relation) -> str:
        return str(self._ask("new debtor", **written(relation, RELATION)))

    def change_relation(self, relation: Relation) -> None:
        self._ask("debtor is", **written(relation, RELATION))

    def send_invoice(self, invoice: Invoice) -> str:
        rows = [
            {
                "n": str(line.quantity),
                "per": line.unit,
                "sku": line.code,
                "text": line.description,
                "each": str(line.price),
                "vat": pilaar.VAT.get(line.vat_code, ""),
                "acct": line.ledger_code,
            }
            for line in invoice.lines
        ]
        return str(
            self._ask(
                "bill",
                doc=invoice.number,
                debtor=invoice.relation_code,
                date=invoice.day.isoformat(),
                days=invoice.term_days,
                post=invoice.book,
                memo=invoice.booking_text,
                rows=rows,
            )
        )

    def invoice(self, number: str) -> FoundInvoice | None:
        found: FoundInvoice | None = self._ask("bill of", doc=number)
        return found

    def invoices(self, relation_code: str, first: date, last: date) -> list[FoundInvoice]:
        body = {"debtor": relation_code, "from": first, "until": last}
        found: list[FoundInvoice] = self._ask("bills", **body)
        return found

    def open_items(self) -> list[OpenItem]:
        found: list[OpenItem] = self._ask("unpaid")
        return found

    def _ask(self, verb: str, **body: Any) -> Any:
        if self._ticket:
            with _translated(), _unless_spent():
                return self._service.ask(self._ticket, verb, body)
        self._enter()
        with _translated():
            return self._service.ask(self._ticket, verb, body)

    def _enter(self) -> None:
        """When this fails, the call itself was certainly not sent."""
        try:
            self.sign_in()
        except Unreachable as failure:
            failure.before_sending = True
            raise


@contextmanager
def _unless_spent() -> Iterator[None]:
    try:
        yield
    except Denied as denied:
        if denied.code != pilaar.TICKET_SPENT:
            raise


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except Denied as denied:
        if denied.code == "P-DOOR-1":
            raise NotAllowedIn(denied.code, field=denied.field) from None
        word = WORDS.get(denied.code)
        refused = Refused(word, theirs=denied.code) if word else Refused(denied.code)
        raise refused from None
