"""The list of sales to firms in other countries of the EU (Opgaaf ICP): the lines of box 3b."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bonbrug.books.models import Administration, Entry, Relation
from bonbrug.books.reports.periods import Period
from bonbrug.books.reports.vat_boxes import Box
from bonbrug.books.reports.vat_lines import lines_of
from bonbrug.values.countries import HOME, country_of_vat_number
from bonbrug.values.identifiers import bare, vat_number_holds
from bonbrug.values.money import NOTHING, total
from bonbrug.values.vat import bare_code

GOODS = "BI_EU_VERK"
# Northern Ireland left the EU with the United Kingdom, and stayed in it for goods alone.
NORTHERN_IRELAND, NORTHERN_IRELAND_SINCE = "XI", date(2021, 1, 1)


class Wrong(StrEnum):
    """Why a sale cannot stand on the list."""

    NO_RELATION = "no_relation"
    NO_NUMBER = "no_number"
    NO_COUNTRY = "no_country"
    HOME = "home"
    OUTSIDE_EU = "outside_eu"
    NUMBER = "number"


@dataclass(slots=True)
class Customer:
    """The sales to one VAT number, or to one relation whose number is wrong; in euros.

    `entry` is a booking that names no relation.
    """

    country: str
    number: str
    wrong: Wrong | None = None
    relations: list[Relation] = field(default_factory=list)
    entry: Entry | None = None
    goods: Decimal = NOTHING
    services: Decimal = NOTHING

    @property
    def total(self) -> Decimal:
        return self.goods + self.services


@dataclass(frozen=True, slots=True)
class Icp:
    """`customers` are declared, `repairs` are not yet; together they are box 3b."""

    customers: Sequence[Customer]
    repairs: Sequence[Customer]

    @property
    def total(self) -> Decimal:
        return total(one.total for one in (*self.customers, *self.repairs))


def icp(books: Administration, period: Period) -> Icp:
    """Add up the sales of a period per VAT number, goods and services apart."""
    found: dict[tuple[object, ...], Customer] = {}
    for line in lines_of(books, period, Box.EU_SALES).select_related("entry__relation"):
        is_goods = bare_code(line.vat_code) == GOODS
        _add(found, line.entry, line.credit - line.debit, is_goods=is_goods)
    return _listed(found.values())


def wrong_with(number: str, day: date, *, is_goods: bool) -> Wrong | None:
    """Tell why a VAT number cannot stand on the list of that day; None when it can."""
    country = number[:2]
    if not number:
        return Wrong.NO_NUMBER
    if not country.isalpha():
        return Wrong.NO_COUNTRY
    if country == HOME.vat_prefix:
        return Wrong.HOME
    if not _in_eu(country, day, is_goods=is_goods):
        return Wrong.OUTSIDE_EU
    return None if vat_number_holds(number) else Wrong.NUMBER


def _in_eu(letters: str, day: date, *, is_goods: bool) -> bool:
    if letters == NORTHERN_IRELAND:
        return is_goods and day >= NORTHERN_IRELAND_SINCE
    country = country_of_vat_number(letters)
    return country is not None and country.in_eu(day)


def _add(
    found: dict[tuple[object, ...], Customer], entry: Entry, net: Decimal, *, is_goods: bool
) -> None:
    relation = entry.relation
    number = bare(relation.vat_number) if relation else ""
    told = wrong_with(number, entry.date, is_goods=is_goods)
    wrong = told if relation else Wrong.NO_RELATION
    key = (wrong, entry.relation_id or entry.pk) if wrong else (None, number)
    mine = found.setdefault(key, Customer(number[:2], number[2:], wrong))
    if relation and relation not in mine.relations:
        mine.relations.append(relation)
    mine.entry = None if relation else entry
    mine.goods += net if is_goods else NOTHING
    mine.services += NOTHING if is_goods else net


def _listed(found: Iterable[Customer]) -> Icp:
    rows = sorted(found, key=lambda one: (one.country, one.number))
    return Icp([one for one in rows if not one.wrong], [one for one in rows if one.wrong])
