"""How firms stand, in numbers: what the pages and the commands of the operator both tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from bonbrug.accounts.firms import people_in
from bonbrug.accounts.models import Organisation
from bonbrug.ui.searching import matching


@dataclass(frozen=True, slots=True)
class FirmState:
    """A firm with how many people and connections; `troubles` has the kinds that occur, counted."""

    firm: Organisation
    people: int
    connections: int
    troubles: Mapping[str, int]


def firms(word: str) -> QuerySet[Organisation]:
    """Return the firms with all these words in their name."""
    return matching(Organisation.objects.all(), word, ("name",))


def states(found: Sequence[Organisation], now: datetime) -> list[FirmState]:
    """Count for a handful of firms; the number of others makes no difference."""
    numbers = [firm.pk for firm in found]
    people, connections, troubles = (
        people_in(numbers),
        _connections(numbers),
        _troubles(numbers, now),
    )
    return [
        FirmState(
            firm,
            people.get(firm.pk, 0),
            connections.get(firm.pk, 0),
            {kind: of[firm.pk] for kind, of in troubles.items() if firm.pk in of},
        )
        for firm in found
    ]


def link() -> Any:
    """Return what the link knows about trouble, None where there is no link."""
    if "link" not in settings.HOUSES:
        return None
    return import_module("bonbrug.link.actions.troubles")


def _connections(numbers: list[int]) -> dict[int, int]:
    found: dict[int, int] = link().connections_of(numbers) if link() else {}
    return found


def _troubles(numbers: list[int], now: datetime) -> dict[str, dict[int, int]]:
    if not link():
        return {}
    found: dict[Any, dict[int, int]] = link().troubles_of(numbers, now)
    return {kind.value: of for kind, of in found.items()}
