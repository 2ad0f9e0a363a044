"""Every address of the program, from its resolver, and every name that is read of a query."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.regex_helper import normalize

SOURCE = Path(__file__).parents[3] / "src" / "bonbrug"
_ASKED = re.compile(
    r"""(?:query_parameters\.\w+\([\w.]+, |query\.get\(|GET\.get\(|Filter\(\s*)["'](\w+)["']"""
)
_NAMED = re.compile(r"""POST\.get\(\s*["'](\w+)["']""")


@dataclass(frozen=True, slots=True)
class Road:
    """One address: `text` has its parts as ``%(name)s``; `door` when a machine stands there."""

    text: str
    parts: tuple[str, ...]
    name: str
    door: bool


def roads() -> list[Road]:
    """Return all addresses, each form of it once."""
    return list(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, before: str) -> Iterator[Road]:
    for pattern in resolver.url_patterns:
        for text, parts in normalize(pattern.pattern.regex.pattern):
            whole = before + text
            if isinstance(pattern, URLPattern):
                door = getattr(pattern.callback, "csrf_exempt", False)
                names = tuple(re.findall(r"%\((\w+)\)s", whole))
                yield Road(whole, names, pattern.name or str(parts), door)
            else:
                yield from _walk(pattern, whole)


def query_names() -> list[str]:
    """Return every name that the source reads from a query."""
    return _found(_ASKED)


def form_names() -> list[str]:
    """Return the names that are read from a form without a form class."""
    return _found(_NAMED)


def _found(pattern: re.Pattern[str]) -> list[str]:
    texts = (path.read_text("utf-8") for path in sorted(SOURCE.rglob("*.py")))
    return sorted({name for text in texts for name in pattern.findall(text)})
