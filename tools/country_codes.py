"""Write ``values/country_codes.json``: how people here write the name of a country.

From the names of CLDR in six languages, and some that people use besides.
Run it after babel changed.
"""

import json
from pathlib import Path

from babel import Locale

from bonbrug.values.country_codes import folded

PLACE = Path(__file__).parent.parent / "src/bonbrug/values/country_codes.json"
LANGUAGES = ("nl", "en", "de", "fr", "es", "it")
# Not countries: regions of the world, and codes that CLDR keeps for itself.
NOT_A_COUNTRY = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "XK", "AC", "CP", "CQ", "DG", "EA", "IC",
                 "TA"}  # fmt: skip
ALSO = {
    "NL": ("holland", "the netherlands", "nld", "pays-bas", "niederlande"),
    "BE": ("bel", "belgie"),
    "DE": ("deu", "duitschland", "bundesrepublik deutschland", "brd"),
    "GB": ("engeland", "england", "schotland", "wales", "groot-brittannie", "groot-brittannië",
           "great britain", "uk", "vk"),
    "FR": ("fra",),
    "GR": ("el", "hellas"),
    "FI": ("suomi",),
    "SE": ("sverige",),
    "DK": ("danmark",),
    "NO": ("norge",),
    "PL": ("polska",),
    "HR": ("hrvatska",),
    "TR": ("turkiye",),
    "LU": ("lux",),
    "US": ("usa", "vs", "amerika", "united states of america", "verenigde staten van amerika"),
    "CZ": ("tsjechische republiek", "czech republic"),
    "IE": ("ierse republiek",),
}  # fmt: skip


def names() -> dict[str, list[str]]:
    """Return code → names, as `country_codes.folded` writes them; no name means two countries."""
    found: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in NOT_A_COUNTRY:
                found.setdefault(code, set()).add(folded(name))
    for code, more in ALSO.items():
        found[code] |= set(map(folded, more))
    owners: dict[str, set[str]] = {}
    for code, known in found.items():
        for name in known:
            owners.setdefault(name, set()).add(code)
    return {
        code: sorted(name for name in found[code] if owners[name] == {code})
        for code in sorted(found)
    }


if __name__ == "__main__":
    rows = (f"{json.dumps(code)}: {json.dumps(known)}" for code, known in names().items())
    PLACE.write_text("{\n" + ",\n".join(rows) + "\n}\n", "ascii")
