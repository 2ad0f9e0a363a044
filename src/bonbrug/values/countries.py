"""Which countries belong to the European Union on a day.

Membership by the treaties of accession (1958 to 2013) and the withdrawal agreement with the United
Kingdom, whose transition ended on 31 December 2020. A country that is not listed is not known.
"""

from dataclasses import dataclass
from datetime import date

from bonbrug.values.country_codes import country_code


@dataclass(frozen=True, slots=True)
class Country:
    """`vat_prefix`: the letters before its VAT numbers. `until`: the last day in the EU."""

    code: str
    vat_prefix: str
    since: date | None = None
    until: date | None = None

    def in_eu(self, day: date) -> bool:
        return self.since is not None and self.since <= day <= (self.until or date.max)


_MEMBERS = {
    date(1958, 1, 1): "BE DE FR IT LU NL",
    date(1973, 1, 1): "DK IE",
    date(1981, 1, 1): "GR",
    date(1986, 1, 1): "ES PT",
    date(1995, 1, 1): "AT FI SE",
    date(2004, 5, 1): "CY CZ EE HU LT LV MT PL SI SK",
    date(2007, 1, 1): "BG RO",
    date(2013, 7, 1): "HR",
}
_OTHERS = "AU AW BR CA CH CN CW IN IS JP LI MA NO SR TR UA US"
_VAT_PREFIXES = {"GR": "EL"}


def vat_prefix(code: str) -> str:
    """Return the letters before the VAT numbers of a country, by its code."""
    return _VAT_PREFIXES.get(code, code)


def _country(code: str, since: date | None = None, until: date | None = None) -> Country:
    return Country(code, vat_prefix(code), since, until)


COUNTRIES: tuple[Country, ...] = (
    *(_country(code, since) for since, codes in _MEMBERS.items() for code in codes.split()),
    *map(_country, _OTHERS.split()),
    _country("GB", date(1973, 1, 1), date(2020, 12, 31)),
)
_BY_CODE = {country.code: country for country in COUNTRIES}
HOME = _BY_CODE["NL"]


def country_named(text: str) -> Country | None:
    """Return the country; an empty text is the Netherlands, None is one that is not known."""
    return _BY_CODE.get(country_code(text))


def country_of_vat_number(text: str) -> Country | None:
    """Return the country whose letters stand in front; None when no known one's do."""
    prefix = text.strip()[:2].upper()
    return next((each for each in COUNTRIES if each.vat_prefix == prefix), None)
