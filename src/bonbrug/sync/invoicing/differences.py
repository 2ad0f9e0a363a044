"""In what a work order differs from the invoice that was made of it: codes and numbers only."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bonbrug.sync.model.records import InvoiceLine
from bonbrug.values.money import plain
from bonbrug.values.quantity import folded

MOST = 10
Sums = dict[str, tuple[str, Decimal, Decimal]]


def differences(invoiced: Sequence[InvoiceLine], now: Sequence[InvoiceLine]) -> str:
    """Return ``code|what|before|after`` per difference, with ``;`` between them ('' for none).

    What is ``quantity``, ``price``, ``added`` or ``removed``; the last two have one number. Lines
    with one code are taken together.
    """
    return ";".join(list(_pieces(_sums(invoiced), _sums(now)))[:MOST])


def _sums(lines: Sequence[InvoiceLine]) -> Sums:
    sums: Sums = {}
    for line in lines:
        key = folded(line.code)
        _, quantity, _ = sums.get(key, ("", Decimal(0), Decimal(0)))
        sums[key] = (_safe(line.code), quantity + line.quantity, line.price)
    return sums


def _safe(code: str) -> str:
    return code.replace("|", "/").replace(";", ",")


def _pieces(before: Sums, after: Sums) -> Iterator[str]:
    for key, (code, quantity, price) in after.items():
        if key not in before:
            yield f"{code}|added||{plain(quantity)}"
            continue
        _, had, cost = before[key]
        if had != quantity:
            yield f"{code}|quantity|{plain(had)}|{plain(quantity)}"
        if cost != price:
            yield f"{code}|price|{plain(cost)}|{plain(price)}"
    for key, (code, quantity, _) in before.items():
        if key not in after:
            yield f"{code}|removed|{plain(quantity)}|"
