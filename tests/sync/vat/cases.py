"""Lines to tax: an ordinary one, to be varied."""

from dataclasses import replace
from typing import Any

from bonbrug.sync.vat.cases import Case, Kind, Place, VatId, Where
from bonbrug.values.vat_rates import Level
from bonbrug.values.vat_treatments import Taxed, Treatment
from bonbrug.values.vat_work import Dwelling, Work

HIGH, LOW = Taxed(Treatment.CHARGED, Level.HIGH), Taxed(Treatment.CHARGED, Level.LOW)
REVERSED_HIGH = Taxed(Treatment.REVERSED, Level.HIGH)
REVERSED_LOW = Taxed(Treatment.REVERSED, Level.LOW)
NONE, OTHER = Taxed(Treatment.NONE), Taxed(Treatment.OTHER)
EU_SERVICES, EU_GOODS = Taxed(Treatment.EU_SERVICES), Taxed(Treatment.EU_GOODS)
EXPORT = Taxed(Treatment.EXPORT)
SOLD = (HIGH, LOW, REVERSED_HIGH, REVERSED_LOW, NONE, OTHER, EU_SERVICES, EU_GOODS, EXPORT)
ORDINARY = Case(
    exempt_firm=False,
    customer=Where.HOME,
    vat_id=VatId.NONE,
    reverse_charge=False,
    place=Place.HOME,
    work=Work.UNMARKED,
    dwelling=Dwelling.UNKNOWN,
    kind=Kind.LABOUR,
    with_labour=True,
    sold_as=HIGH,
)
SHELF = replace(ORDINARY, kind=Kind.MATERIAL, with_labour=False)
"""Material that is sold without work."""


def line(case: Case = ORDINARY, **other: Any) -> Case:
    return replace(case, **other)
