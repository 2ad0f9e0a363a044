"""The low rate for work on dwellings of more than two years: what it covers, and how sure that is.

Source: Wet OB 1968, table I, part b. A row that is not sure is asked about, never used.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bonbrug.sync.vat.cases import Case, Kind, Place
from bonbrug.values.vat_rates import Level
from bonbrug.values.vat_treatments import Taxed
from bonbrug.values.vat_work import Dwelling, Work


@dataclass(frozen=True, slots=True)
class LowRate:
    """`with_material`: the material that is used in the work is taxed low too."""

    source: str
    is_sure: bool
    with_material: bool = False
    any_age: bool = False


LOW_RATES: Mapping[Work, LowRate] = {
    Work.PAINTING: LowRate("table I, part b, item 8", is_sure=True, with_material=True),
    Work.PLASTERING: LowRate("table I, part b, item 8", is_sure=True, with_material=True),
    Work.INSULATING: LowRate("table I, part b (floors, walls, roofs; labour)", is_sure=True),
    # Whether the age of the dwelling counts here is not certain: a younger one is asked about.
    Work.CLEANING: LowRate("table I, part b (inside dwellings)", is_sure=True, any_age=True),
    Work.WALLPAPERING: LowRate("table I, part b; which item was not found", is_sure=False),
    Work.GLAZING: LowRate("table I, part b; which item was not found", is_sure=False),
}


def low_rate_of(case: Case) -> LowRate | None:
    """Return what the law has for this work at a Dutch dwelling; None when nothing is in question.

    Only lines that are taxed at one of the two rates can get another one.
    """
    asked_of = case.place is Place.HOME and case.is_work and case.has_level
    return LOW_RATES.get(case.work) if asked_of else None


def is_low(case: Case) -> bool:
    """Tell whether the low rate certainly holds for this line."""
    found = low_rate_of(case)
    if found is None or not found.is_sure or case.dwelling is not Dwelling.OLD:
        return False
    return case.kind is Kind.LABOUR or found.with_material


def is_unsure(case: Case) -> bool:
    """Tell whether the law may have the low rate here, by a source that is not certain."""
    found = low_rate_of(case)
    if found is None:
        return False
    young = found.any_age and case.dwelling is Dwelling.NEW
    return young or (not found.is_sure and case.dwelling is Dwelling.OLD)


def is_unanswered(case: Case) -> bool:
    """Tell whether it must be known first what the address is."""
    return low_rate_of(case) is not None and case.dwelling is Dwelling.UNKNOWN


def is_low_elsewhere(case: Case) -> bool:
    """Tell whether a product is sold low for work at an address that is no such dwelling."""
    outside = case.dwelling in (Dwelling.NEW, Dwelling.NO)
    return low_rate_of(case) is not None and outside and case.sold_as.level is Level.LOW


def level_of(case: Case) -> Taxed:
    """Return how the line is taxed at this address."""
    return case.at(Level.LOW) if is_low(case) else case.sold_as
