"""Rules about what has to add up."""

from collections.abc import Iterator
from decimal import Decimal

from bonbrug.wire.ubl.records import Document, TaxShare
from bonbrug.wire.ubl.rules.breach import Breach
from bonbrug.wire.ubl.rules.sums import added

MOST_OFF = Decimal(1)
"""By so much the VAT of one rate may differ from rate × amount, and not reach it (BR-CO-17)."""


def total_rules(document: Document) -> Iterator[Breach]:
    """Lines, discounts, VAT and totals agree with each other, to the cent."""
    yield from _present(document)
    sums = document.totals
    off = [each.amount for each in document.allowances if not each.is_charge]
    extra = [each.amount for each in document.allowances if each.is_charge]
    exclusive = added([sums.lines, sums.charges, -(sums.allowances or Decimal(0))])
    payable = added([sums.inclusive, sums.rounding, -(sums.prepaid or Decimal(0))])
    for rule, name, stated, reckoned in (
        ("BR-CO-10", "lines", sums.lines, added(line.amount for line in document.lines)),
        ("BR-CO-11", "allowances", sums.allowances, added(off)),
        ("BR-CO-12", "charges", sums.charges, added(extra)),
        ("BR-CO-13", "exclusive", sums.exclusive, exclusive),
        ("BR-CO-14", "tax", document.tax, added(share.tax for share in document.shares)),
        ("BR-CO-15", "inclusive", sums.inclusive, added([sums.exclusive, document.tax])),
        ("BR-CO-16", "payable", sums.payable, payable),
    ):
        if stated is not None and stated != reckoned:
            yield Breach(rule, f"totals.{name}")
    if not document.shares:
        yield Breach("BR-CO-18", "shares")
    for place, share in enumerate(document.shares, start=1):
        if not is_near(share):
            yield Breach("BR-CO-17", f"share {place}.tax")


def _present(document: Document) -> Iterator[Breach]:
    for rule, place in (("BR-12", "lines"), ("BR-13", "exclusive"), ("BR-14", "inclusive"),
                        ("BR-15", "payable")):  # fmt: skip
        if getattr(document.totals, place) is None:
            yield Breach(rule, f"totals.{place}")


def is_near(share: TaxShare) -> bool:
    """Tell whether the VAT is that of the rate, but for what rounding each line may make of it."""
    rate = share.category.rate or Decimal(0)
    if share.taxable is None or share.tax is None:
        return True
    return abs(share.tax - share.taxable * rate / 100) < MOST_OFF
