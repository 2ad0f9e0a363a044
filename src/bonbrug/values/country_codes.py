"""Countries as people write them, to the two letters of ISO 3166-1.

The names stand in ``country_codes.json``, made by ``tools/country_codes.py``.
"""

import json
from functools import cache
from pathlib import Path

from bonbrug.values.identifiers import at_home
from bonbrug.values.text import searchable

NAMES = Path(__file__).with_name("country_codes.json")
HOME = "NL"


def country_code(text: str) -> str:
    """Return the two letters of a country; empty counts as home, and unknown gives ''."""
    if at_home(text):
        return HOME
    return _codes().get(folded(text), "")


def folded(text: str) -> str:
    """Return a name without accents, capitals, dots, dashes and double spaces."""
    words = searchable(text).replace("-", " ").replace(".", "").split()
    return " ".join(words).removeprefix("the ")


@cache
def _codes() -> dict[str, str]:
    names: dict[str, list[str]] = json.loads(NAMES.read_text("ascii"))
    by_name = {name: code for code, known in names.items() for name in known}
    # A code is always itself, whatever it is a name for elsewhere.
    return by_name | {code.lower(): code for code in names}
