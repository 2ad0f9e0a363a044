"""Pilaar: another bookkeeping. Tickets that are spent, codes and limits of its own, no templates.

What it keeps stands in a store of the tests (a fake or the simulator's), which also decides what
becomes of a call on its way. In front of it everything is said in Pilaar's own words.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

from bonbrug.sync.model.failures import NotAllowedIn, Refused
from bonbrug.sync.model.records import Invoice, InvoiceLine, Product, Relation
from bonbrug.sync.outcome import CODE_IN_USE, NUMBER_IN_USE
from bonbrug.sync.ports.bookkeeping import Bookkeeping
from tests.third_pair.dialect import (
    RELATION,
    Denied,
    Message,
    list_written,
    names_of,
    read,
    written,
)

CALLS_OF_A_TICKET = 9
TICKET_SPENT = "P-TICKET-0"
NUMBER_TAKEN = "P-DOC-7"
DEBTOR_TAKEN = "P-DEB-2"
TOO_LONG = "P-TEXT-9"
TOO_MUCH = "P-SUM-9"
TERM_TOO_LONG = "P-TERM-1"
NO = "P-NO-1"
CODES = {NUMBER_IN_USE: NUMBER_TAKEN, CODE_IN_USE: DEBTOR_TAKEN}
VAT = {"HOOG_VERK_21": "V21", "LAAG_VERK_9": "V9", "GEEN": "V0", "VERL_VERK": "VR"}

MOST_ROWS = 12
LONGEST_TERM = 60
LENGTHS = {"sku": 12, "per": 8, "acct": 6}
LONGEST_DEBTOR = 10
LONGEST_MEMO = 40
LARGEST = Decimal("9999999.99")
DECIMALS = 5

PRODUCT = names_of(Product, "p_")


class Pilaar:
    """The service. `ask` wants a ticket of `enter`."""

    def __init__(self, store: Bookkeeping) -> None:
        self.store, self.tickets = store, dict[str, int]()
        self.answers: dict[str, Callable[[Message], Any]] = {
            "owner": lambda _: [(one.key, one.name) for one in store.administrations()],
            "debtors": lambda body: list_written(store.relations(body["tag"]), RELATION),
            "goods": self._goods,
            "debtor": self._debtor,
            "new debtor": lambda body: store.add_relation(read(Relation, body, RELATION)),
            "debtor is": lambda body: store.change_relation(read(Relation, body, RELATION)),
            "bill": lambda body: store.send_invoice(_checked(body)),
            "bills": lambda body: store.invoices(body["debtor"], body["from"], body["until"]),
            "bill of": lambda body: store.invoice(body["doc"]),
            "unpaid": lambda _: store.open_items(),
        }

    def enter(self) -> str:
        """Return a ticket that is good for some calls."""
        with _in_own_words():
            self.store.sign_in()
        ticket = f"ticket-{len(self.tickets) + 1}"
        self.tickets[ticket] = CALLS_OF_A_TICKET
        return ticket

    def ask(self, ticket: str, verb: str, body: Message) -> Any:
        """Do what the verb says; a spent ticket is told before anything is done."""
        left = self.tickets.get(ticket, 0)
        if not left:
            raise Denied(TICKET_SPENT)
        self.tickets[ticket] = left - 1
        with _in_own_words():
            return self.answers[verb](body)

    def _debtor(self, body: Message) -> Message | None:
        found = self.store.relation(body["debtor"])
        return written(found, RELATION) if found else None

    def _goods(self, body: Message) -> Message:
        goods = list_written(self.store.products(body["tag"]), PRODUCT)
        for row in goods["rows"]:
            row["p_vat_code"] = VAT.get(row["p_vat_code"], row["p_vat_code"])
        return goods


@contextmanager
def _in_own_words() -> Iterator[None]:
    try:
        yield
    except Refused as refusal:
        raise Denied(CODES.get(refusal.code, NO)) from refusal
    except NotAllowedIn as refusal:
        raise Denied("P-DOOR-1", refusal.field) from refusal


def _checked(body: Message) -> Invoice:
    """Refuse what does not fit here, in the order of Pilaar's own rules."""
    rows = body["rows"]
    if body["days"] > LONGEST_TERM:
        raise Denied(TERM_TOO_LONG)
    if not 1 <= len(rows) <= MOST_ROWS:
        raise Denied(TOO_MUCH)
    if len(body["debtor"]) > LONGEST_DEBTOR or len(body["memo"]) > LONGEST_MEMO:
        raise Denied(TOO_LONG)
    for row in rows:
        if any(len(row[name]) > most for name, most in LENGTHS.items()):
            raise Denied(TOO_LONG)
        figures = Decimal(row["n"]), Decimal(row["each"])
        if any(abs(one) > LARGEST or round(one, DECIMALS) != one for one in figures):
            raise Denied(TOO_MUCH)
        if row["vat"] not in VAT.values():
            raise Denied(NO)
    return _invoice(body)


def _invoice(body: Message) -> Invoice:
    known = {theirs: ours for ours, theirs in VAT.items()}
    lines = tuple(
        InvoiceLine(
            Decimal(row["n"]), row["per"], row["sku"], row["text"], Decimal(row["each"]),
            known[row["vat"]], row["acct"],
        )
        for row in body["rows"]
    )  # fmt: skip
    day = date.fromisoformat(body["date"])
    return Invoice(
        body["doc"], body["debtor"], day, body["days"], "", body["post"], body["memo"], lines
    )
