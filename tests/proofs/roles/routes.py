"""Every address of the program from its resolver, with the act that it declares."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.regex_helper import normalize

from bonbrug.accounts.routes import Declared, declared


@dataclass(frozen=True, slots=True)
class Route:
    """One address: `text` has its parts as ``%(name)s``; `said` is None when it says no act."""

    house: str
    name: str
    text: str
    parts: tuple[str, ...]
    said: Declared | None

    @property
    def about_a_firm(self) -> bool:
        """Tell whether a record of a firm is named in the address."""
        return bool({"administration", "company", "organisation", "pk"} & set(self.parts))


def routes() -> list[Route]:
    """Return every address once."""
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, before: str, house: str) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        text, _named = normalize(pattern.pattern.regex.pattern)[0]
        whole = before + text
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, whole, pattern.namespace or house)
        elif isinstance(pattern, URLPattern):
            found = tuple(re.findall(r"%\((\w+)\)s", whole))
            yield Route(house, pattern.name or "", whole, found, declared(pattern.callback))
