"""Countries as people write them, and which of them belong to the European Union on a day.

Membership by the treaties of accession (1958 to 2013) and the withdrawal agreement with the United
Kingdom, whose transition ended on 31 December 2020. A country that is not listed is not known.
"""

from dataclasses import dataclass
from datetime import date

from bonbrug.values.identifiers import at_home
from bonbrug.values.text import searchable


@dataclass(frozen=True, slots=True)
class Country:
    """`vat_prefix`: the letters before its VAT numbers. `until`: the last day in the EU."""

    code: str
    vat_prefix: str
    names: tuple[str, ...]
    since: date | None = None
    until: date | None = None

    def in_eu(self, day: date) -> bool:
        return self.since is not None and self.since <= day <= (self.until or date.max)


_MEMBERS = {
    date(1958, 1, 1): (
        "BE belgie belgium belgique belgien",
        "DE duitsland germany deutschland allemagne",
        "FR frankrijk france",
        "IT italie italy italia",
        "LU luxemburg luxembourg",
        "NL nederland netherlands",
    ),
    date(1973, 1, 1): ("DK denemarken denmark danmark", "IE ierland ireland"),
    date(1981, 1, 1): ("GR griekenland greece hellas el",),
    date(1986, 1, 1): ("ES spanje spain espana", "PT portugal"),
    date(1995, 1, 1): (
        "AT oostenrijk austria osterreich",
        "FI finland suomi",
        "SE zweden sweden sverige",
    ),
    date(2004, 5, 1): (
        "CY cyprus",
        "CZ tsjechie czechia tsjechische-republiek czech-republic",
        "EE estland estonia",
        "HU hongarije hungary",
        "LT litouwen lithuania",
        "LV letland latvia",
        "MT malta",
        "PL polen poland polska",
        "SI slovenie slovenia",
        "SK slowakije slovakia",
    ),
    date(2007, 1, 1): ("BG bulgarije bulgaria", "RO roemenie romania"),
    date(2013, 7, 1): ("HR kroatie croatia hrvatska",),
}
_OTHERS = (
    "AU australie australia",
    "BR brazilie brazil",
    "CA canada",
    "CH zwitserland switzerland schweiz suisse",
    "CN china",
    "IN india",
    "IS ijsland iceland",
    "JP japan",
    "LI liechtenstein",
    "MA marokko morocco",
    "NO noorwegen norway norge",
    "SR suriname",
    "TR turkije turkey turkiye",
    "UA oekraine ukraine",
    "US verenigde-staten united-states usa",
    "AW aruba",
    "CW curacao",
)
_KINGDOM = "GB verenigd-koninkrijk united-kingdom engeland england groot-brittannie uk schotland"
_VAT_PREFIXES = {"GR": "EL"}


def _country(line: str, since: date | None = None, until: date | None = None) -> Country:
    code, *names = line.split()
    known_as = (code.lower(), *(name.replace("-", " ") for name in names))
    return Country(code, _VAT_PREFIXES.get(code, code), known_as, since, until)


COUNTRIES: tuple[Country, ...] = (
    *(_country(line, since) for since, lines in _MEMBERS.items() for line in lines),
    *(_country(line) for line in _OTHERS),
    _country(_KINGDOM, date(1973, 1, 1), date(2020, 12, 31)),
)
_BY_NAME = {name: country for country in COUNTRIES for name in country.names}
HOME = _BY_NAME["nl"]


def country_named(text: str) -> Country | None:
    """Return the country; an empty text is the Netherlands, None is one that is not known."""
    if at_home(text):
        return HOME
    words = searchable(text).replace("-", " ").replace(".", "").split()
    return _BY_NAME.get(" ".join(words).removeprefix("the "))


def country_of_vat_number(text: str) -> Country | None:
    """Return the country whose letters stand in front; None when no known one's do."""
    prefix = text.strip()[:2].upper()
    return next((each for each in COUNTRIES if each.vat_prefix == prefix), None)
