"""What somebody may not open or press is not shown: the menu, and ``may`` in every template."""

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve

from bonbrug.accounts.access import may, may_somewhere
from bonbrug.accounts.acts import Act
from bonbrug.accounts.roles import who_may
from bonbrug.accounts.routes import declared
from bonbrug.ui.navigation import Entry


def opens(request: HttpRequest, url: str) -> bool:
    """Tell whether this person may look at an address of the organisation of this page."""
    try:
        said = declared(resolve(url).func)
    except Resolver404:  # of a house that is not open here
        return False
    return said is not None and allowed(request, said.read)


def allowed(request: HttpRequest, act: Act) -> bool:
    """Tell it for the organisation of this page; on a page of none, for any."""
    organisation = request.__dict__.get("organisation")
    return may_somewhere(request, act) if organisation is None else may(request, act, organisation)


def shown(request: HttpRequest, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the lines of a menu that lead somewhere for this person."""
    kept = (_kept(request, entry) for entry in entries)
    return tuple(entry for entry in kept if entry.url or entry.children)


def _kept(request: HttpRequest, entry: Entry) -> Entry:
    url = entry.url if entry.url and opens(request, entry.url) else ""
    return replace(entry, url=url, children=shown(request, entry.children))


class May:
    """``may.credit`` in a template: whether a button of this act is of use here.

    ``may.write`` is the act that sending this page is.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __getitem__(self, name: str) -> bool:
        return allowed(self.request, _act(self.request, name))

    def opens(self, url: str) -> bool:
        """Tell whether this person may look at an address."""
        road = urlsplit(url).path
        return not road or opens(self.request, road)


class WhoMay:
    """``who_may.write``: the roles that may do it, for a page that shows no button."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __getitem__(self, name: str) -> str:
        return ", ".join(str(role.label) for role in who_may(_act(self.request, name)))


def _act(request: HttpRequest, name: str) -> Act:
    if name != "write":
        return Act(name)
    said = request.__dict__.get("declared")
    return said.write if said else Act.START


def mays(request: HttpRequest) -> dict[str, object]:
    """Give every template ``may`` and ``who_may``."""
    return {"may": May(request), "who_may": WhoMay(request)}
