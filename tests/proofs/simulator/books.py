"""The books as a model with a memory: what they refuse, what they show, and when."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from bonbrug.gateways.eboekhouden_soap.capabilities import CAPABILITIES
from bonbrug.sync.fingerprints import fingerprint_of
from bonbrug.sync.model.capabilities import BooksCapabilities
from bonbrug.sync.model.failures import Refused
from bonbrug.sync.model.records import (
    Administration,
    FoundInvoice,
    Invoice,
    InvoiceLine,
    OpenItem,
    Product,
    Reading,
    Relation,
)
from bonbrug.sync.outcome import TEMPLATE_REFUSED
from bonbrug.values.clock import accounting_day
from bonbrug.values.money import plain, times
from bonbrug.values.numbering import next_number
from bonbrug.values.vat import Totals, totals
from tests.proofs.simulator.answers import record_changes, with_fingerprint
from tests.proofs.simulator.network import Network

SIDE = "books"
ROW = re.compile(r"@(\w+)")
TAG = re.compile(r" · [A-Z2-7]{8}")
RELATION_UNKNOWN = "CFACT012"
TEMPLATE_UNKNOWN = "CFACT028"
MOST_PIECES = 1_000
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Kept:
    """An invoice as the books have it; `shown` is when readers see it, `made` when it came (ms)."""

    invoice: Invoice
    amounts: Totals
    booked: bool
    shown: int
    made: int


@dataclass(slots=True)
class Habits:
    """What these books do: `slow` ms until an invoice is seen; bookings may fail by themselves.

    Within `gap` ms they do not notice that a number is in use: the check is no lock.
    """

    slow: int = 0
    unbooked: float = 0.0
    cent_off: float = 0.0
    refuses: float = 0.0
    gap: int = 0


class Books:
    """sync.ports.Bookkeeping over the simulated network."""

    capabilities: BooksCapabilities = CAPABILITIES

    def __init__(self, network: Network, habits: Habits) -> None:
        self.network, self.habits = network, habits
        self.stage, self.chance = network.stage, network.chance
        self.history = network.history
        self.customers: dict[str, Relation] = {}
        self.articles: dict[str, Product] = {}
        self.kept: dict[str, Kept] = {}
        self.twins: dict[str, Kept] = {}
        self.template = "Test"

    @property
    def word(self) -> str:
        """What a work order is called on an invoice here."""
        return self.capabilities.texts.work_order

    # --- the port --------------------------------------------------------------------------------

    def sign_in(self) -> None:
        self.network.read(SIDE, "sign_in", lambda: None)

    def sign_out(self) -> None:
        self.stage.point("sign_out")

    def administrations(self) -> list[Administration]:
        mine = Administration("admin-1", "Voorbeeld BV")
        return self.network.read(SIDE, "administrations", lambda: [mine])

    def templates(self) -> list[str] | None:
        return None

    def relations(self, known: str = "") -> Reading[Relation]:
        return self.network.read(
            SIDE, "books_relations", lambda: with_fingerprint(self._some(self.customers), known)
        )

    def products(self, known: str = "") -> Reading[Product]:
        return self.network.read(
            SIDE, "products", lambda: with_fingerprint(self._some(self.articles), known)
        )

    def _some(self, shelf: dict[str, Row]) -> Reading[Row]:
        """Return all rows; in bad weather now and then a part that says that it is one."""
        rows = tuple(shelf.values())
        if rows and not self.network.calm and self.chance.happens(self.network.storm / 2):
            kept = tuple(row for row in rows if self.chance.happens(0.7))
            return Reading(kept, complete=False)
        return Reading(rows)

    def relation(self, code: str) -> Relation | None:
        return self.network.read(SIDE, "relation", lambda: self.customer(code), code)

    def customer(self, code: str) -> Relation | None:
        return next((row for row in self.customers.values() if row.code == code), None)

    def add_relation(self, relation: Relation) -> str:
        who = self.stage.current.name

        def effect() -> str:
            if self.customer(relation.code):
                raise Refused("code_in_use")
            return self.add_customer(relation, who)

        return self.network.write(SIDE, "add_relation", effect, relation.code)

    def add_customer(self, relation: Relation, who: str) -> str:
        remote_id = str(1000 + len(self.history.events))
        self.customers[remote_id] = replace(relation, remote_id=remote_id)
        self.history.add("customer", who, relation.code, SIDE, "new")
        return remote_id

    def change_relation(self, relation: Relation) -> None:
        who = self.stage.current.name

        def effect() -> None:
            if relation.remote_id not in self.customers:
                raise Refused("relation_gone")
            self.change_customer(relation, who)

        self.network.write(SIDE, "change_relation", effect, relation.code)

    def change_customer(self, relation: Relation, who: str) -> None:
        record_changes(self.history, SIDE, self.customers[relation.remote_id], relation, who)
        self.customers[relation.remote_id] = relation

    # --- invoices --------------------------------------------------------------------------------

    def send_invoice(self, invoice: Invoice) -> str:
        who, body = self.stage.current.name, fingerprint_of([repr(invoice)])[:12]
        said = ",".join(map(said_if_doubtful, parts_of(invoice)))
        self.history.add("send", who, rows_in(invoice), invoice.number, body, said)
        return self.network.write(
            SIDE, "send_invoice", lambda: self.make(invoice, who), invoice.number
        )

    def make(self, invoice: Invoice, who: str) -> str:
        """Make an invoice, by whatever road it came."""
        number = invoice.number or self.next_number(invoice.day)
        if not self.customer(invoice.relation_code):
            raise Refused(RELATION_UNKNOWN)
        if number in self.kept:
            return self._again(invoice, who)
        if self._is_unknown(invoice.template) and who.startswith("r"):
            raise Refused(TEMPLATE_REFUSED, theirs=TEMPLATE_UNKNOWN)
        if who.startswith("r") and self.chance.happens(self._refusal_rate()):
            raise Refused("CFACT042")
        amounts = self._amounts(invoice)
        booked = invoice.book and not self.chance.happens(self.habits.unbooked)
        shown = self.stage.ms + (self.chance.randint(0, self.habits.slow))
        numbered = replace(invoice, number=number)
        self.kept[number] = Kept(numbered, amounts, booked, shown, self.stage.ms)
        facts = (number, plain(amounts.net), plain(amounts.gross), str(invoice.book), str(booked))
        what = "credited" if amounts.gross < 0 else "made"
        self.history.add(what, who, rows_in(invoice), *facts)
        return number

    def _again(self, invoice: Invoice, who: str) -> str:
        """Refuse a used number, or make the same invoice twice when both came at once."""
        kept = self.kept[invoice.number]
        if kept.invoice != invoice or self.stage.ms - kept.made >= self.habits.gap:
            raise Refused("number_in_use")
        self.twins[invoice.number] = kept
        self.history.add("twin", who, rows_in(invoice), invoice.number)
        return invoice.number

    def _is_unknown(self, template: str) -> bool:
        return self.capabilities.needs_template and template != self.template

    def _refusal_rate(self) -> float:
        return 0.0 if self.network.calm else self.habits.refuses

    def next_number(self, day: date) -> str:
        known = [(number, kept.invoice.day) for number, kept in self.kept.items()]
        return next_number(known, (), "", day)

    def _amounts(self, invoice: Invoice) -> Totals:
        rows = [(times(line.quantity, line.price), line.vat_code) for line in invoice.lines]
        right = totals(rows, invoice.day)
        if not self.chance.happens(self.habits.cent_off):
            return right
        cent = Decimal("0.01")
        self.history.add("cent_off", SIDE, rows_in(invoice))
        return Totals(right.net, right.vat + cent, right.gross + cent)

    def _seen(self) -> list[Kept]:
        every = (*self.kept.values(), *self.twins.values())
        return [kept for kept in every if kept.shown <= self.stage.ms]

    def invoice(self, number: str) -> FoundInvoice | None:
        def effect() -> FoundInvoice | None:
            seen = (kept for kept in self._seen() if kept.invoice.number == number)
            return next(map(_found, seen), None)

        return self.network.read(SIDE, "invoice", effect, number)

    def invoices(self, relation_code: str, first: date, last: date) -> list[FoundInvoice]:
        def effect() -> list[FoundInvoice]:
            return [
                _found(kept)
                for kept in self._seen()
                if relation_code in ("", kept.invoice.relation_code)
                and first <= kept.invoice.day <= last
            ]

        return self.network.read(SIDE, "invoices", effect, relation_code)

    def open_items(self) -> list[OpenItem]:
        def effect() -> list[OpenItem]:
            return [
                OpenItem(
                    kept.invoice.number,
                    kept.invoice.relation_code,
                    kept.amounts.gross,
                    kept.amounts.gross,
                )
                for kept in self._seen()
                if kept.booked
            ]

        return self.network.read(SIDE, "open_items", effect)

    def today(self) -> date:
        return accounting_day(self.stage.clock())


def parts_of(invoice: Invoice) -> list[Invoice]:
    """Return an invoice for each of its work orders, by their rows; the last line of each names it.

    Of which invoice a part is, its marker tells; that is not a part of it.
    """
    parts: dict[str, list[InvoiceLine]] = {}
    part: list[InvoiceLine] = []
    for line in invoice.lines:
        part.append(replace(line, description=TAG.sub("", line.description)))
        if named := ROW.findall(line.description):
            parts.setdefault(named[0], []).extend(part)
            part = []
    wholes = (parts[row] for row in sorted(parts)) if parts else (part,)
    return [replace(invoice, booking_text="", lines=tuple(lines)) for lines in wholes]


def said_if_doubtful(invoice: Invoice) -> str:
    """Return what it says when a person has to approve it: more pieces than anybody uses."""
    return said_of(invoice) if any(one.quantity > MOST_PIECES for one in invoice.lines) else ""


def said_of(invoice: Invoice) -> str:
    """Return a fingerprint of the invoice of one work order but for its number, day and tag."""
    (part,) = parts_of(invoice)
    return fingerprint_of([repr(replace(part, number="", day=date.min))])[:12]


def rows_in(invoice: Invoice) -> str:
    """Return which work orders an invoice is about, by what they say in their own lines."""
    found = (ROW.findall(line.description) for line in invoice.lines)
    return ",".join(sorted({row for rows in found for row in rows}))


def _found(kept: Kept) -> FoundInvoice:
    amounts = kept.amounts
    texts = tuple(line.description for line in kept.invoice.lines)
    return FoundInvoice(
        kept.invoice.number, kept.invoice.day, amounts.net, amounts.vat, amounts.gross, texts
    )
