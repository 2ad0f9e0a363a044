"""Nobody is shown a link or a button that their role answers with no.

Each role walks the pages from the start page on, by what is shown; where a link or a form leads is
judged by the rule.
"""

import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from bonbrug.accounts.roles import Answer, Standing, Whose, decide
from bonbrug.accounts.routes import UNASKED, declared
from bonbrug.workorders.models import WorkOrder
from tests.proofs.roles.conftest import Who
from tests.site.filled_lists import Filled

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]

MOST_PAGES = 120
LEAVES = ("/uitloggen/", "/static/", "/taal/", "/thema/", "/werkbonnen/tablet/")


class Shown(HTMLParser):
    """What a page offers: ``(method, address)`` of every link, form, and part that is fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.ways: list[tuple[str, str]] = []
        self.form: tuple[str, str] | None = None

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        given = {name: text or "" for name, text in pairs}
        if tag == "a" and "href" in given:
            self.ways.append(("GET", given["href"]))
        if tag == "form":
            self.form = (given.get("method", "get").upper(), given.get("action", ""))
        if tag == "button" and "disabled" not in given:
            inside = self.form
            if inside and given.get("type") != "button":
                self.ways.append((inside[0], given.get("formaction") or inside[1]))
        if "hx-get" in given:
            self.ways.append(("GET", given["hx-get"]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None


def ways(page: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield where a page leads to within the program, without queries."""
    reader = Shown()
    reader.feed(text)
    for method, address in reader.ways:
        road = urlsplit(urljoin(page, address))
        if not road.netloc and not road.path.startswith(LEAVES):
            yield method, road.path


def is_no(standing: Standing, method: str, road: str) -> bool:
    """Tell whether this is answered with no."""
    try:
        said = declared(resolve(road).func)
    except Resolver404:
        return True
    assert said, road
    act = said.act(method)
    return act not in UNASKED and decide(standing, act, Whose.FIRMS) is not Answer.ALLOWED


def walk(client: Client, standing: Standing) -> Iterator[tuple[str, str, str]]:
    """Yield every dead end: the page that shows it, the method and the address."""
    todo, known = ["/"], {"/"}
    while todo and len(known) - len(todo) < MOST_PAGES:
        page = todo.pop(0)
        answer = client.get(page, follow=True)
        assert answer.status_code in (200, 204), page
        if answer.status_code == 204 or "html" not in answer.headers["Content-Type"]:
            continue
        for method, road in ways(page, answer.content.decode()):
            if is_no(standing, method, road):
                yield page, method, road
            elif method == "GET" and _kind(road) not in known:
                known.add(_kind(road))
                todo.append(road)
    sys.stdout.write(f"{standing.role}: {len(known) - len(todo)} pages\n")


def _kind(road: str) -> str:
    """One page of each route is enough, whatever record it is about."""
    return resolve(road).route


def test_no_page_shows_a_dead_end(firm: Filled, people: list[Who]) -> None:
    order = WorkOrder.objects.filter(archived=False).earliest("pk")
    fitter = next(who for who in people if who.name == "fitter here")
    assert order.employee
    order.employee.user_id = int(fitter.client.session["_auth_user_id"])
    order.employee.save()
    found = {who.name: sorted(set(walk(who.client, who.standing))) for who in people if who.own}
    assert not any(found.values()), found
