"""Bookings of one line with a VAT code, for tests of figures."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count

from bonbrug.books.actions.entry_amounts import EntryLineDraft
from bonbrug.books.actions.write_entry import write_entry
from bonbrug.books.models import Administration, Entry, EntryKind
from bonbrug.books.reports.periods import Period
from bonbrug.values.money import cents
from bonbrug.values.vat import CODES
from tests.books.actions.test_write_entry import BOUGHT, SOLD

QUARTER = Period(2018, "k3")
DAY = date(2018, 9, 19)
NUMBERS = count(1)


def line(net: str | Decimal, code: str, day: date = DAY, account: str = "8000") -> EntryLineDraft:
    amount = Decimal(net)
    rate = Decimal(12) if code.startswith("AFW") else CODES[code].rate_on(day)
    vat = cents(amount * rate / 100)
    return EntryLineDraft(account, amount, amount, vat, amount + vat, code, rate)


def sell(
    books: Administration, net: str, code: str, day: date = DAY, relation: str = "TEST1"
) -> Entry:
    made = replace(SOLD, date=day, lines=(line(net, code, day),), relation_code=relation)
    return write_entry(books, replace(made, invoice_number=f"V{next(NUMBERS)}"))


def buy(books: Administration, net: str, code: str, day: date = DAY) -> Entry:
    made = replace(BOUGHT, date=day, lines=(line(net, code, day, "7000"),))
    return write_entry(books, replace(made, invoice_number=f"K{next(NUMBERS)}"))


def memorial(books: Administration, net: str, code: str, day: date = DAY) -> Entry:
    made = replace(SOLD, kind=EntryKind.MEMORIAL, date=day, lines=(line(net, code, day),))
    return write_entry(books, replace(made, account_code="2300", invoice_number=""))
