"""Random invoices: any code and rate, four decimals, credits, discounts."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from bonbrug.sync.drafting.discounts import lowered
from bonbrug.sync.model.records import Invoice, InvoiceLine
from bonbrug.values.vat import CODES, Side

SALES = [code for code, vat in CODES.items() if vat.side is not Side.PURCHASE]
# The days on which a rate began, and the days before: where a mistake would show.
TURNS = [date(2001, 1, 1), date(2012, 10, 1), date(2019, 1, 1)]
FIRST, LAST = date(2000, 1, 1), date(2030, 12, 31)
MOST_LINES = 8
HALF_CENTS = ("0.005", "0.015", "0.025", "1.005", "2.675", "-0.005", "-1.005")


def invoices(seed: int, count: int) -> Iterator[Invoice]:
    """Yield invoices; the same seed gives the same ones."""
    chance = Random(seed)
    for number in range(count):
        lines = tuple(_line(chance) for _ in range(chance.randint(1, MOST_LINES)))
        yield Invoice(
            f"2026{number:07}", "TEST1", _day(chance), 14, "Test", book=True, booking_text="-",
            lines=lines,
        )  # fmt: skip


def _day(chance: Random) -> date:
    if chance.random() < 0.3:
        return chance.choice(TURNS) + timedelta(days=chance.randint(-1, 1))
    return FIRST + timedelta(days=chance.randrange((LAST - FIRST).days + 1))


def _line(chance: Random) -> InvoiceLine:
    quantity, price = _figure(chance, 100), _figure(chance, 1_000)
    if chance.random() < 0.2:
        quantity, price = lowered(quantity, price, Decimal(chance.randint(1, 99)))
    return InvoiceLine(quantity, "Stuk", "ART", "Artikel", price, chance.choice(SALES), "8000")


def _figure(chance: Random, most: int) -> Decimal:
    """Return a figure with four places, now and then one of exactly half a cent."""
    if chance.random() < 0.1:
        return Decimal(chance.choice(HALF_CENTS))
    places = chance.choice((1, 10, 100, 10_000))
    figure = Decimal(chance.randint(0, most * places)) / places
    return -figure if chance.random() < 0.15 else figure
