"""Amounts as a form shows them: without the zeros that a column adds."""

from decimal import Decimal

from bonbrug.values.money import cents


def price_to_type(price: Decimal) -> Decimal:
    """Return 24.500000 as 24.50; a price finer than cents keeps its places."""
    short = cents(price)
    return short if short == price else price.normalize()


def quantity_to_type(quantity: Decimal) -> Decimal:
    """Return 4.000000 as 4 and 0.500000 as 0.5."""
    whole = quantity.to_integral_value()
    return whole if whole == quantity else quantity.normalize()


def value_to_type(value: object) -> object:
    """Return any value of a record as its form shows it; amounts are prices."""
    return price_to_type(value) if isinstance(value, Decimal) else value


def quantity_text(value: Decimal) -> str:
    """Write a quantity with a point, without zeros at its end, for a script: 2.50 → ``2.5``."""
    return f"{quantity_to_type(value):f}"
