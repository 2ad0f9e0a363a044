"""No page or file, of whoever asks, and no line of the log holds a secret or another's customer."""

import io
from collections.abc import Iterator
from http.cookies import SimpleCookie

import pytest
from django.db import transaction

from bonbrug.workorders.models import WorkOrder
from tests.proofs.canaries.planting import Planted
from tests.proofs.roles.conftest import Who
from tests.proofs.roles.records import parts
from tests.proofs.roles.routes import Route, routes
from tests.site.filled_lists import Filled

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]

# Which secret stands where, and for whom; any other is seen by nobody, nowhere. The names of the
# customers stand on the pages of the firm's own people.
MAY_SEE = {
    ("workorders", "link_panel", "owner here"): {"token", "software token"},
}
# Of each kind of visitor one: what the others get is the same page, or less of it.
VISITORS = {
    "owner here", "bookkeeper here", "fitter here", "office here bare", "owner elsewhere",
    "operator", "no member", "anonymous",
}  # fmt: skip


def answers(
    firm: Filled, people: list[Who], method: str
) -> Iterator[tuple[Who, Route, tuple[bytes, ...]]]:
    """Ask every address as everybody; yield head and body of each answer, taken back again."""
    order = WorkOrder.objects.filter(archived=False).earliest("pk").pk
    for route in routes():
        known = parts(route.house, route.name, firm, order)
        address = "/" + route.text % {name: known[name] for name in route.parts}
        for who in (each for each in people if each.name in VISITORS):
            yield who, route, _asked(who, method, address)


def _asked(who: Who, method: str, address: str) -> tuple[bytes, ...]:
    cookies = who.client.cookies.output()
    with transaction.atomic():
        answer = who.client.generic(method, address)
        heads = (f"{name}: {value}".encode() for name, value in answer.headers.items())
        said = (*heads, answer.getvalue())
        transaction.set_rollback(True)
    who.client.cookies = SimpleCookie(cookies.replace("Set-Cookie: ", ""))
    return said


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_answer_and_no_line_of_the_log_holds_what_is_not_for_them(
    firm: Filled, people: list[Who], planted: Planted, log: io.StringIO, method: str
) -> None:
    wrong, named = set(), set()
    for who, route, said in answers(firm, people, method):
        place = (route.house, route.name, who.name)
        wrong |= {(*place, kind) for kind in planted.watch.seen(*said) - MAY_SEE.get(place, set())}
        if planted.customers.seen(*said):
            named.add((*place, who.own))
    assert sorted(wrong) == []
    assert [one for one in named if not one[-1]] == []
    assert named or method == "POST"  # its own people see the customer
    written = log.getvalue()
    assert " DEBUG " in written
    assert planted.watch.seen(written) | planted.customers.seen(written) == set()
