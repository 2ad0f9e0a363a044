"""Rules about one line."""

from collections.abc import Iterator
from decimal import Decimal

from bonbrug.wire.ubl.records import Document, Line
from bonbrug.wire.ubl.rules.breach import Breach, is_peppol
from bonbrug.wire.ubl.rules.sums import charged

SLACK = Decimal("0.02")


def line_rules(document: Document) -> Iterator[Breach]:
    """Each line says what, how many of which unit, for how much."""
    if not document.lines:
        yield Breach("BR-16", "lines")
    for place, line in enumerate(document.lines, start=1):
        yield from (Breach(rule, f"line {place}.{field}") for rule, field in _whole(line))
        if is_peppol(document) and not _reckons(line):
            yield Breach("PEPPOL-EN16931-R120", f"line {place}.amount")


def _whole(line: Line) -> Iterator[tuple[str, str]]:
    for rule, field, value in (
        ("BR-21", "number", line.number),
        ("BR-22", "quantity", line.quantity is not None),
        ("BR-23", "unit", line.unit),
        ("BR-24", "amount", line.amount is not None),
        ("BR-25", "name", line.name),
        ("BR-26", "price", line.price is not None),
        ("BR-CO-04", "category", line.category.code),
    ):
        if not value:
            yield rule, field
    if line.price is not None and line.price < 0:
        yield "BR-27", "price"


def _reckons(line: Line) -> bool:
    """Tell whether quantity × price is the amount, but for two cents."""
    if line.quantity is None or line.price is None or line.amount is None:
        return True
    exact = line.quantity * line.price / (line.base_quantity or 1) + charged(line.allowances)
    return abs(exact - line.amount) <= SLACK
