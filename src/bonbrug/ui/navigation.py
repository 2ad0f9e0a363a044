"""The frame of a page: which house one is in, whose records these are, and the left menu."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the left menu; without address it is a heading over its children."""

    label: Text
    url: str = ""
    icon: str = ""
    children: tuple["Entry", ...] = ()
    active: bool = False


@dataclass(frozen=True, slots=True)
class House:
    """`key` picks the accent colour; `owner` is the firm whose records the page shows."""

    key: str
    name: Text
    owner: str = ""
    menu: tuple[Entry, ...] = ()


def page(
    request: HttpRequest,
    template: str,
    house: House,
    context: Mapping[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a page of a house, with the menu line of this address marked."""
    best = max((url for url in _urls(house.menu) if request.path.startswith(url)), default="")
    marked = replace(house, menu=tuple(_marked(entry, best) for entry in house.menu))
    return render(request, template, {"house": marked, **(context or {})}, status=status)


def _urls(menu: tuple[Entry, ...]) -> list[str]:
    return [url for entry in menu for url in (entry.url, *_urls(entry.children)) if url]


def _marked(entry: Entry, url: str) -> Entry:
    children = tuple(_marked(child, url) for child in entry.children)
    return replace(entry, children=children, active=bool(url) and entry.url == url)
