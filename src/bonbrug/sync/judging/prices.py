"""R6 and R7: what is charged beside what was agreed, and beside what the work order itself says."""

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from bonbrug.sync.drafting.discounts import HUNDRED, charged
from bonbrug.sync.judging.context import Asking, Context
from bonbrug.sync.model.findings import Fact, Finding
from bonbrug.sync.model.records import InvoiceLine, MaterialLine, WorkOrder
from bonbrug.sync.model.settings import Limits
from bonbrug.values.money import CENT, plain, times
from bonbrug.values.quantity import folded

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# A free field that holds money or a percentage: ``10%``, ``€ 5``, ``5,00 EUR``.
_MONEY = re.compile(r"€\s*\d|\d\s*(?:€|%|EUR\b)", re.IGNORECASE)


def of_prices(
    asking: Asking, lines: Sequence[InvoiceLine], context: Context, limits: Limits
) -> Iterator[Finding]:
    """Ask about each article whose price is far from what this customer pays, or the list says.

    A discount that was agreed or stands on the line makes it no other price. A price of 0 is given
    away: that is told, and not asked.
    """
    given = _given_away(asking.order)
    places, seen = _places(asking.order), set[tuple[str, Decimal]]()
    for line in lines:
        key = folded(line.code)
        known = _known_price(key, context)
        if line.price <= 0 or not known or (key, line.price) in seen:
            continue
        seen.add((key, line.price))
        usual = _usual_prices(key, known, context, given.get(key, ()))
        if all(_is_far(line.price, one, limits) for one in usual):
            facts: dict[str, Fact] = {"article": line.code, "price": plain(line.price)}
            place = places.get(key, 0)
            yield asking.about("price_unusual", place=place, **facts, known_price=plain(known))


def _is_far(price: Decimal, usual: Decimal, limits: Limits) -> bool:
    return abs(price - usual) * 100 >= limits.price_percent * usual


def _given_away(order: WorkOrder) -> dict[str, set[Decimal]]:
    """Return by article the discounts that stand on the lines of a work order, in percent."""
    found: dict[str, set[Decimal]] = {}
    for line in order.materials:
        found.setdefault(folded(line.code), set()).add(charged(line).percent)
    return found


def _usual_prices(
    key: str, known: Decimal, context: Context, given: Collection[Decimal]
) -> set[Decimal]:
    """Return the prices that surprise nobody: the known one, and what discounts make of it."""
    product = context.products.get(key)
    agreed = (HUNDRED - context.discount) / HUNDRED
    whole = {known}
    if product is not None and (context.discount or key not in context.prices):
        whole = {known, product.price * agreed} if key in context.prices else {known * agreed}
    return whole | {price * (HUNDRED - percent) / HUNDRED for price in whole for percent in given}


def _known_price(key: str, context: Context) -> Decimal | None:
    product = context.products.get(key)
    return context.prices.get(key) or (product.price if product else None)


def _places(order: WorkOrder) -> dict[str, int]:
    """Return the first line on which each article stands, from 1."""
    codes = [*(one.hour_type for one in order.periods), *(one.code for one in order.materials)]
    return {folded(code): place for place, code in reversed(list(enumerate(codes, 1)))}


def of_signed_amounts(asking: Asking) -> Iterator[Finding]:
    """Ask where the work order itself says another amount; an amount of 0 says nothing."""
    for place, line in enumerate(asking.order.materials, len(asking.order.periods) + 1):
        cost, theirs = charged(line), line.total
        ours = times(cost.quantity, cost.price)
        if theirs and not cost.unclear and abs(ours - theirs) > CENT:
            facts = {"material": line.code, "ours": plain(ours), "theirs": plain(theirs)}
            yield asking.about("signed_total_differs", place=place, **facts)


def of_unused_fields(asking: Asking, limits: Limits) -> Iterator[Finding]:
    """Ask about what may change the money and is charged nowhere: distances and free fields.

    Only the number in them is told: who fills in a free text may write anything.
    """
    order = asking.order
    for place, period in enumerate(order.periods, 1):
        if limits.asks_travel and any(digit in period.travel for digit in "123456789"):
            yield asking.about("travel_not_used", place=place, travel=_number(period.travel))
    free = [
        (place, name, text)
        for place, line in enumerate(order.materials, len(order.periods) + 1)
        for name, text in _free_fields(line).items()
        if text
    ]
    money = [(place, name, text) for place, name, text in free if _MONEY.search(text)]
    for place, name, text in money:
        yield asking.about("free_field_not_used", place=place, field=name, value=_number(text))
    if free and not money:
        yield asking.about("free_field_unread", place=free[0][0], field=free[0][1])


def _free_fields(line: MaterialLine) -> dict[str, str]:
    return {"free_3": line.free_3, "free_4": line.free_4, "free_5": line.free_5}


def _number(text: str) -> str:
    found = _NUMBER.search(text)
    return found[0] if found else ""
