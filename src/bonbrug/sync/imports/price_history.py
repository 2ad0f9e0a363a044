"""What an hour cost before its price changed: a work order tells no price of its hours.

Kept beside what was agreed on a product. The price of today is charged, so that a correction in
the books counts at once; when the work was done before the change, that is said.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from bonbrug.sync.imports.plan import ImportPlan, Put
from bonbrug.sync.model.bindings import Bound

UNTIL = "prices"  # "2018-09-20 50;2019-01-02 55": until that day, that price
MOST = 12
Base = Mapping[str, str | bool]
Row = TypeVar("Row")


def keep_history(plan: ImportPlan, bases: Mapping[str, Base], today: date) -> None:
    """Let everything that the plan will remember of a product also remember its price before."""
    plan.hour_types = [_put(put, bases, today) for put in plan.hour_types]
    plan.materials = [_put(put, bases, today) for put in plan.materials]
    plan.keep_products = [_bound(bound, bases, today) for bound in plan.keep_products]


def _put(put: Put[Row], bases: Mapping[str, Base], today: date) -> Put[Row]:
    bound = _bound(put.bound, bases, today)
    return put if bound is put.bound else replace(put, bound=bound)


def _bound(bound: Bound, bases: Mapping[str, Base], today: date) -> Bound:
    agreed = bases.get(bound.key)
    if agreed is None:
        return bound
    told = [change for change in str(agreed.get(UNTIL, "")).split(";") if change]
    if agreed["price"] != bound.base["price"]:
        told.append(f"{today.isoformat()} {agreed['price']}")
    return replace(bound, base={**bound.base, UNTIL: ";".join(told[-MOST:])}) if told else bound


def before(base: Base | None, day: date | None) -> tuple[Decimal, date] | None:
    """Return the price of `day` and until when it held; None when that of now held already."""
    for change in str((base or {}).get(UNTIL, "")).split(";") if day else ():
        since, _, price = change.partition(" ")
        if since and day and day < date.fromisoformat(since):
            return Decimal(price), date.fromisoformat(since)
    return None
