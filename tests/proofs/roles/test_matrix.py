"""Every address, method, role and firm: the answer is the one that the rule gives.

What is expected is reckoned with `decide`, of what the route declares; nothing is recorded.
Each try is taken back, so that every one finds the firm as it was.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.test import Client

from bonbrug.accounts.acts import Act
from bonbrug.accounts.roles import ONLY_OPERATOR, RIGHTS, ROLES, Answer, Role, Whose, decide
from bonbrug.accounts.routes import UNASKED
from bonbrug.workorders.models import WorkOrder
from tests.proofs.hostile.judging import Answer as Seen
from tests.proofs.hostile.judging import failed
from tests.proofs.roles.conftest import Who
from tests.proofs.roles.records import parts
from tests.proofs.roles.routes import Route, routes
from tests.site.filled_lists import Filled

pytestmark = [pytest.mark.postgres, pytest.mark.django_db, pytest.mark.timeout(1500)]

EMPTY = {200, 204, 302, 405, 422}
METHODS = ("GET", "POST")
# Nothing is there to show: a letter that was never printed, a mail that nobody sent.
NO_RECORD = {"letter_drop", "print_run", "print_run_pdf"}


@dataclass(frozen=True, slots=True)
class Try:
    """One request and its answer."""

    who: Who
    route: Route
    method: str
    status: int
    broke: bool


def tries(firm: Filled, people: list[Who], house: str, method: str) -> Iterator[Try]:
    """Ask everything of a house of everybody; work orders are nobody's own here."""
    order = WorkOrder.objects.filter(archived=False).earliest("pk").pk
    for route in (each for each in routes() if each.house == house):
        known = parts(route.house, route.name, firm, order)
        address = "/" + route.text % {name: known[name] for name in route.parts}
        for who in _askers(people, route, method):
            yield Try(who, route, method, *_asked(who.client, method, address))


def _askers(people: list[Who], route: Route, method: str) -> list[Who]:
    """Return everybody; of those without rights one, where no right is asked for."""
    if route.said is None or route.said.act(method) in RIGHTS:
        return people
    one = "office here bare"
    return [who for who in people if who.name == one or not who.name.endswith("bare")]


def _asked(client: Client, method: str, address: str) -> tuple[int, bool]:
    """Ask, take back what it did; return the status, and whether the program broke."""
    cookies = client.cookies.output()
    with transaction.atomic():
        answer = client.generic(method, address)
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(cookies.replace("Set-Cookie: ", ""))
    return answer.status_code, failed(Seen(answer.status_code, answer.getvalue()))


def expected(who: Who, route: Route, method: str, usual: int) -> set[int]:
    """Return the answers that the rule allows; `usual` is what who may do everything gets."""
    if usual == 405:
        return {405} if who.known else {405, 302}  # a stranger is asked who it is first
    if route.said is None:
        return {404}
    act = route.said.act(method)
    if act in UNASKED:
        return {usual} if who.known else {usual, *EMPTY}
    return _of_the_rule(who, route, act, usual) if who.known else {204, 302}


def _of_the_rule(who: Who, route: Route, act: Act, usual: int) -> set[int]:
    if ROLES[act] == ONLY_OPERATOR:
        return EMPTY if who.standing.role is Role.OPERATOR else {403}
    whose = _whose(who, route)
    if whose is Whose.NOBODYS and who.standing.role in (None, Role.OPERATOR):
        return EMPTY  # the page without a record, which says what to do next
    said = decide(who.standing, act, whose)
    if route.name == "standing" and not who.own and said is Answer.ALLOWED:
        return {204}  # a piece of a page: nothing, where there is no such work order
    if whose is Whose.NOBODYS and not who.own and said is Answer.ALLOWED:
        return {usual, *EMPTY}  # another firm, with other records or none
    return {Answer.ALLOWED: {usual}, Answer.NOT_YOURS: {404}, Answer.NOT_YOUR_ROLE: {403}}[said]


def _whose(who: Who, route: Route) -> Whose:
    if not route.about_a_firm:
        return Whose.NOBODYS
    if not who.own:
        return Whose.OTHERS
    is_order = route.house == "workorders" and (route.name in _orders() or route.name == "by_row")
    return Whose.COLLEAGUES if is_order else Whose.FIRMS


def _orders() -> set[str]:
    return {each.name for each in routes() if "/bon/%(pk)s/" in each.text}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("house", ["", "books", "workorders", "link"])
def test_every_answer_is_the_one_of_the_rule(
    firm: Filled, people: list[Who], house: str, method: str
) -> None:
    usual: dict[tuple[str, str], int] = {}
    found, wrong = Counter[str](), []
    for one in tries(firm, people, house, method):
        key = (one.route.text, one.method)
        usual.setdefault(key, one.status)  # the owner of this firm is asked first
        found[str(one.status)] += 1
        hopes = expected(one.who, one.route, one.method, usual[key])
        if one.status not in hopes or one.broke:
            wrong.append((one.who.name, one.method, one.route.text, one.status, hopes))
    told = f"{house} {method}: {sum(found.values())} tries {dict(found)}"
    sys.stdout.write(f"{told}\n")
    assert not wrong, sorted(wrong, key=str)[:30]


def test_every_address_is_of_a_house_that_is_asked() -> None:
    assert {route.house for route in routes()} == {"", "books", "workorders", "link"}


def test_every_address_declares_an_act() -> None:
    assert [route.text for route in routes() if route.said is None] == []
