"""The names of the services that the operator lets connections choose from."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from bonbrug.link import crossing
from bonbrug.values.addresses import IN_THE_BOX


def service_name(word: str) -> str:
    """Return a counterpart as a person calls it."""
    return _("in the box") if word == IN_THE_BOX else word


def choices() -> dict[str, list[tuple[str, str]]]:
    """Return what may be chosen for the books and for the work orders."""
    books, field = crossing.counterparts()
    return {"books": _named(books), "field": _named(field)}


def _named(words: Iterable[str]) -> list[tuple[str, str]]:
    return [(word, service_name(word)) for word in words]


def software_token() -> str:
    """Return the software token of this installation ('' when each customer has their own)."""
    return str(settings.BONBRUG_SOFTWARE_TOKEN)
