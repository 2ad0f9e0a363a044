"""The discount of a work order on its hours, as a material line: a period has no field for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bonbrug.values.money import plain
from bonbrug.wire.werkbonapp.records import MaterialLine
from bonbrug.workorders.models import Company, HourType, Material, WorkOrder
from bonbrug.workorders.models.hours_amounts import discount_of, hour_types_of, hours_amounts


@dataclass(frozen=True, slots=True)
class Terms:
    """What the hours of a company cost, and the article that a discount on them is written with."""

    types: Mapping[str, HourType]
    article: Material | None


def terms_of(company: Company, orders: Iterable[WorkOrder]) -> Terms | None:
    """Read them once for all work orders; None when not one has a discount."""
    if not any(order.discount for order in orders):
        return None
    article = company.materials.filter(code=company.discount_code).first()
    return Terms(hour_types_of(company), article)


def discount_lines(order: WorkOrder, terms: Terms | None) -> tuple[MaterialLine, ...]:
    """Return the line, or none when there is nothing to take off."""
    if terms is None:
        return ()
    amounts = hours_amounts(list(order.periods.all()), terms.types).values()
    amount = discount_of(amounts, order.discount)
    return (_line(order, amount, terms.article),) if amount else ()


def _line(order: WorkOrder, amount: Decimal, article: Material | None) -> MaterialLine:
    percentage = plain(order.discount).replace(".", ",")
    values: dict[str, Any] = {
        "name": f"Korting {percentage} % op uren",
        "quantity": Decimal(-1),
        "price": amount,
    }
    if article:
        free = {f"free_{place}": getattr(article, f"freefield{place}") for place in range(1, 6)}
        values |= {"code": article.code, "unit": article.unit, **free}
    return MaterialLine(**values, total=-amount)
