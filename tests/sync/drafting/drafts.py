"""One work order drafted, with the products that the world knows."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from bonbrug.gateways.eboekhouden_soap.capabilities import CAPABILITIES
from bonbrug.sync.drafting.draft import Draft, draft
from bonbrug.sync.model.agreements import NOTHING_AGREED, CustomerAgreement
from bonbrug.sync.model.capabilities import BooksCapabilities
from bonbrug.sync.model.records import MaterialLine, Product, WorkOrder, WorkPeriod
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.values.money import times
from bonbrug.values.quantity import folded
from tests.fakes.world import CHOICES, START, product, work_order

DAY = START.date()
NAMES = {"7": "Jan Jansen", "8": "Ada de Boer"}
PIPE = MaterialLine("BUIS", "Koperen buis", "Stuk", Decimal(2), Decimal("4.55"))
PRODUCTS = (
    product("UUR", "Uur", "52.50"),
    product("REIS", "Uur", "38.00"),
    product("BUIS", "Stuk", "4.55"),
    product("VOORRIJ", "Stuk", "35.00"),
)


def period(minutes: int, hour_type: str = "UUR", **other: Any) -> WorkPeriod:
    return replace(WorkPeriod(DAY, minutes, hour_type), **other)


def made(
    order: WorkOrder,
    agreement: CustomerAgreement = NOTHING_AGREED,
    books: BooksCapabilities = CAPABILITIES,
    products: tuple[Product, ...] = PRODUCTS,
    **choices: Any,
) -> Draft:
    """Draft a work order; `choices` are those of the connection."""
    known = {folded(one.code): one for one in products}
    settings: SyncSettings = replace(CHOICES, **choices)
    return draft(
        order,
        lambda code: known.get(folded(code)),
        settings,
        books,
        agreement=agreement,
        named=NAMES.__getitem__,
    )


def worked(*minutes: int, **other: Any) -> WorkOrder:
    """A work order with these periods and nothing else."""
    periods = other.pop("periods", tuple(period(one) for one in minutes))
    return work_order(periods=periods, materials=(), **other)


def lines(found: Draft) -> list[tuple[str, Decimal]]:
    assert found.problems == ()
    return [(line.code, line.quantity) for line in found.lines]


def amounts(found: Draft) -> list[Decimal]:
    return [times(line.quantity, line.price) for line in found.lines]


def codes(found: Draft) -> list[str]:
    return [one.code for one in (*found.problems, *found.doubts, *found.warnings)]
