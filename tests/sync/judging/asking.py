"""What the checks find in one work order, without a company around it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from bonbrug.sync.judging.context import Context
from bonbrug.sync.judging.findings import findings
from bonbrug.sync.judging.work import Worked, work_of
from bonbrug.sync.model.findings import Finding
from bonbrug.sync.model.records import InvoiceLine, WorkOrder
from bonbrug.sync.model.settings import Limits
from tests.sync.judging.cases import DAY, order_of

LINE = InvoiceLine(Decimal(1), "Stuk", "BUIS", "Koperen buis", Decimal("4.55"), "HOOG", "8000")


def order(*hours: str, **other: Any) -> WorkOrder:
    """``order("101 08:00-12:00", materials=["KIT 1 x 7.95"])`` with the words of cases.py."""
    return order_of({"hours": hours, **other}, "case")


def line(quantity: str, price: str, code: str = "BUIS") -> InvoiceLine:
    return replace(LINE, quantity=Decimal(quantity), price=Decimal(price), code=code)


def found(
    about: WorkOrder,
    *lines: InvoiceLine,
    limits: Limits | None = None,
    today: date = DAY,
    **known: Any,
) -> list[Finding]:
    return findings(about, lines, Context(today, **known), limits or Limits())


def codes(about: WorkOrder, *lines: InvoiceLine, **how: Any) -> list[str]:
    return [one.code for one in found(about, *lines, **how)]


def one(about: WorkOrder, *lines: InvoiceLine, **how: Any) -> tuple[str, dict[str, Any]]:
    """Return the code and the facts of the only finding."""
    (only,) = found(about, *lines, **how)
    assert (only.subject, only.row_id) == (about.number, about.row_id)
    return only.code, dict(only.facts)


def elsewhere(*hours: str) -> tuple[Worked, ...]:
    """Return the same words as work on another work order, WB-OTHER."""
    other = replace(order(*hours), row_id="other", number="WB-OTHER")
    return tuple(work_of(other))
