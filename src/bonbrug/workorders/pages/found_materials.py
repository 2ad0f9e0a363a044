"""Finding a material to put on a work order, in the office and on the tablet."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest

from bonbrug.ui import query_parameters
from bonbrug.ui.searching import matching
from bonbrug.workorders.models import Company, Material

SHOWN = 30


@dataclass(slots=True)
class FoundMaterials:
    """What a word finds in the list of a company: the first `SHOWN`, and how many `more`."""

    word: str
    rows: list[Material]
    more: int


def found_materials(company: Company, word: str) -> FoundMaterials:
    """Look in description and code, or for an EAN code that is given whole."""
    materials: QuerySet[Material] = company.materials.order_by("description")
    found = matching(materials, word, ("description", "code"), exact=("eancode",))
    rows = list(found[: SHOWN + 1])
    more = found.count() - SHOWN if len(rows) > SHOWN else 0
    return FoundMaterials(word, rows[:SHOWN], more)


def sought_word(request: HttpRequest) -> str:
    """Return what is searched for; at most ten words, or it is told."""
    query_parameters.words(request)
    return query_parameters.text(request, "zoek")
