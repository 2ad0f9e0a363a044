"""The VAT decision table: the first row that holds decides, and the last one always holds.

Source: Wet op de omzetbelasting 1968 (here: the act), Uitvoeringsbesluit omzetbelasting 1968
(the decree), Directive 2006/112/EC (the directive).
"""

from collections.abc import Callable
from dataclasses import dataclass

from bonbrug.sync.vat import doubts, dwellings
from bonbrug.sync.vat.cases import Case, Decision, Kind, Place, VatId, Where
from bonbrug.values.vat_treatments import Sentence, Taxed, Treatment
from bonbrug.values.vat_work import Work

Doubts = tuple[str, ...]


def _as_sold(case: Case) -> Taxed:
    return case.sold_as


def _nothing(case: Case) -> Doubts:
    return ()


def _when(code: str, applies: bool) -> Doubts:
    return (code,) if applies else ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `reason` is its name, `source` the law.

    `becomes` is how its lines are taxed, `taxed` where that depends on the line; without either
    they stay as the product is sold. `asks` is always asked, `doubts` where it applies. `says`
    stands on the invoice, else what goes with the treatment.
    """

    reason: str
    holds: Callable[[Case], bool]
    source: str
    becomes: Treatment | None = None
    taxed: Callable[[Case], Taxed] = _as_sold
    asks: Doubts = ()
    doubts: Callable[[Case], Doubts] = _nothing
    says: Sentence | None = None


def decide(case: Case) -> Decision:
    """Return how a line is taxed, why, and what must be asked about it."""
    row = next(row for row in ROWS if row.holds(case))
    taxed = Taxed(row.becomes) if row.becomes else row.taxed(case)
    says = row.says or SAID.get(taxed.treatment)
    return Decision(row.reason, taxed, row.source, says, row.asks + row.doubts(case))


# --- our own firm ---------------------------------------------------------------------------------


def _exempt_doubts(case: Case) -> Doubts:
    taxed = case.sold_as.treatment is not Treatment.NONE
    abroad = case.customer is not Where.HOME and not case.work.on_real_estate
    elsewhere = abroad or case.place is not Place.HOME
    return _when(doubts.EXEMPT_RATE, taxed) + _when(doubts.EXEMPT_ABROAD, elsewhere)


# --- the customer owes the VAT --------------------------------------------------------------------


def _id_doubts(case: Case) -> Doubts:
    missing = _when(doubts.ID_MISSING, case.vat_id is VatId.NONE)
    return missing + _when(doubts.ID_WRONG, case.vat_id is VatId.WRONG)


def _is_subcontracted(case: Case) -> bool:
    at_home = case.place is Place.HOME
    return case.reverse_charge and case.work.is_construction and case.is_work and at_home


def _reversed(case: Case) -> Taxed:
    if not case.has_level:
        return case.sold_as
    return Taxed(Treatment.REVERSED, dwellings.level_of(case).level)


def _reversed_doubts(case: Case) -> Doubts:
    abroad = _when(doubts.REVERSED_ABROAD, case.customer is not Where.HOME)
    no_rate = _when(doubts.REVERSED_NO_RATE, not case.has_level)
    unanswered = _when(doubts.DWELLING_UNKNOWN, dwellings.is_unanswered(case))
    unsure = _when(doubts.DWELLING_UNSURE, dwellings.is_unsure(case))
    return _id_doubts(case) + abroad + no_rate + unanswered + unsure


# --- other countries ------------------------------------------------------------------------------


def _is_unmarked(case: Case) -> bool:
    """It matters for such a customer and place what kind of work this is, and nobody said so."""
    matters = case.customer is not Where.HOME or case.place is not Place.HOME or case.reverse_charge
    return case.work is Work.UNMARKED and case.is_work and matters


def _goods_doubts(case: Case) -> Doubts:
    return _when(doubts.GOODS_STAY, case.place is not Place.ABROAD)


def _private_doubts(case: Case) -> Doubts:
    return (doubts.ID_WRONG if case.vat_id is VatId.WRONG else doubts.PRIVATE_ABROAD,)


SAID = {
    Treatment.REVERSED: Sentence.REVERSED,
    Treatment.EU_SERVICES: Sentence.EU_SERVICES,
    Treatment.EU_GOODS: Sentence.EU_GOODS,
    Treatment.EXPORT: Sentence.EXPORT,
}
ROWS: tuple[Row, ...] = (
    Row(
        "exempt_firm",
        lambda case: case.exempt_firm,
        "article 25 of the act",
        becomes=Treatment.NONE,
        doubts=_exempt_doubts,
        says=Sentence.EXEMPT_FIRM,
    ),
    Row(
        "real_estate_abroad",
        lambda case: case.on_real_estate and case.place is not Place.HOME,
        "article 6b of the act; article 47 of the directive",
        asks=(doubts.REAL_ESTATE_ABROAD,),
    ),
    Row(
        "subcontracted",
        _is_subcontracted,
        "article 12, fifth paragraph, of the act; article 24b of the decree",
        taxed=_reversed,
        doubts=_reversed_doubts,
    ),
    Row(
        "product_reversed",
        lambda case: case.sold_as.treatment is Treatment.REVERSED,
        "article 12, fifth paragraph, of the act, as the product says",
        doubts=_reversed_doubts,
    ),
    Row(
        "work_unmarked",
        _is_unmarked,
        "article 6, article 6b and article 12, fifth paragraph, of the act",
        asks=(doubts.WORK_UNMARKED,),
    ),
    Row(
        "dwelling_unanswered",
        dwellings.is_unanswered,
        "article 9 of the act, table I, part b",
        asks=(doubts.DWELLING_UNKNOWN,),
    ),
    Row(
        "dwelling_unsure",
        dwellings.is_unsure,
        "article 9 of the act, table I, part b",
        asks=(doubts.DWELLING_UNSURE,),
    ),
    Row(
        "dwelling",
        dwellings.is_low,
        "article 9 of the act, table I, part b",
        taxed=dwellings.level_of,
    ),
    Row(
        "real_estate_at_home",
        lambda case: case.customer is not Where.HOME and case.on_real_estate,
        "article 6b of the act",
    ),
    Row(
        "country_unknown",
        lambda case: case.customer is Where.UNKNOWN,
        "article 6 of the act",
        asks=(doubts.COUNTRY_UNKNOWN,),
    ),
    Row(
        "eu_without_id",
        lambda case: case.customer is Where.EU and case.vat_id is not VatId.HOLDS,
        "article 6, second paragraph, of the act",
        doubts=_private_doubts,
    ),
    Row(
        "eu_services",
        lambda case: case.customer is Where.EU and case.kind is Kind.LABOUR,
        "article 6, first paragraph, of the act; articles 44 and 196 of the directive",
        becomes=Treatment.EU_SERVICES,
    ),
    Row(
        "eu_goods",
        lambda case: case.customer is Where.EU,
        "table II, part a, item 6, of the act; article 138 of the directive",
        becomes=Treatment.EU_GOODS,
        doubts=_goods_doubts,
    ),
    Row(
        "service_outside",
        lambda case: case.customer is Where.OUTSIDE and case.kind is Kind.LABOUR,
        "article 6 of the act",
        asks=(doubts.SERVICE_OUTSIDE,),
    ),
    Row(
        "export",
        lambda case: case.customer is Where.OUTSIDE,
        "table II, part a, item 2, of the act; article 146 of the directive",
        becomes=Treatment.EXPORT,
        doubts=_goods_doubts,
    ),
    Row(
        "goods_abroad",
        lambda case: case.place is Place.ABROAD and case.kind is Kind.MATERIAL,
        "article 5 of the act",
        asks=(doubts.GOODS_ABROAD,),
    ),
    Row(
        "ordinary",
        lambda case: True,
        "article 9 of the act, as the product says",
        doubts=lambda case: _when(doubts.LOW_ELSEWHERE, dwellings.is_low_elsewhere(case)),
    ),
)
