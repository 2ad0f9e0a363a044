"""No address of the program fails, costs much or says much, whatever it is asked."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bonbrug.accounts.models import User
from bonbrug.books.actions import access
from bonbrug.books.models import Administration
from bonbrug.link.actions import make_connection
from bonbrug.link.actions.connections import Counterparts
from bonbrug.site.demo import seed
from bonbrug.site.wsgi import take_off_long_query
from bonbrug.workorders.actions.order_link import open_tokens
from bonbrug.workorders.models import Company
from bonbrug.workorders.pages.tablet.device import COOKIE
from tests.proofs.hostile.asked import Asked, Asking, Keys
from tests.proofs.hostile.judging import Answer, failed
from tests.proofs.hostile.roads import query_names, roads
from tests.workorders.linking import linked

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(30), pytest.mark.django_db]

NOW = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
DEVICE = "d" * 43
GUID = "00000000-0000-4000-8000-0000000000AA"
MOST_QUESTIONS = 120  # of one request to the database; a bon with all its lines asks the most
MOST_KILOBYTES = 256
SHARES = 6


@pytest.fixture
def keys(db: None) -> Keys:
    """Seed the example, linked to nothing that answers, and return what opens its doors."""
    seed.seed(NOW)
    company = Company.objects.get(company_id="1000001")
    books = Administration.objects.get(organisation=company.organisation)
    tokens = open_tokens(company.external_links.get())
    both = (tokens.token, tokens.software_token)
    made = make_connection(
        company.organisation, company.name, Counterparts("books", "field"), "1000001", both, NOW
    )
    made.signed_in_at, made.activated_on = NOW, NOW.date()
    made.save()
    session = access.open_session(books, "hostile", GUID, datetime.now(UTC))
    return Keys(*both, session.key, books.security_code_2)


class AsServed(Client):
    """A client whose requests pass what stands before the framework when it is served."""

    def request(self, **request: Any) -> Any:
        take_off_long_query(request)
        return super().request(**request)


@pytest.fixture
def clients(keys: Keys) -> tuple[Client, Client]:
    """Somebody who is logged in and has a linked tablet, and a stranger."""
    known = AsServed(raise_request_exception=False)
    known.force_login(User.objects.get(username=seed.OFFICE))
    company = Company.objects.get(company_id="1000001")
    linked(company.employees.all()[0], DEVICE, datetime.now(UTC))
    known.cookies[COOKIE] = DEVICE
    return known, AsServed(raise_request_exception=False)


def answers(
    keys: Keys, clients: tuple[Client, Client], number: int, count: int
) -> Iterator[tuple[Asked, Answer, int]]:
    asking = Asking(keys, number)
    for asked in islice(asking.each(), count):
        client = clients[0] if asked.signed else clients[1]
        with CaptureQueriesContext(connection) as questions:
            found = client.generic(
                asked.method,
                asked.address.split("?")[0],
                asked.body,
                asked.media or "application/octet-stream",
                QUERY_STRING=asked.address.partition("?")[2],
                headers=asked.headers,
            )
            body = b"".join(found)
        if found.status_code == 200 and not asked.road.door:
            asking.learn(asked.road, body)
        yield asked, Answer(found.status_code, body), len(questions)


@pytest.mark.parametrize("number", range(SHARES))
def test_no_address_fails_or_costs_much(
    keys: Keys, clients: tuple[Client, Client], number: int
) -> None:
    wrong = []
    for asked, answer, questions in answers(keys, clients, number, len(roads())):
        much = questions > MOST_QUESTIONS or len(answer.body) > MOST_KILOBYTES * 1024
        if failed(answer) or much:
            wrong.append((asked, answer.status, questions, len(answer.body)))
    assert not wrong


def test_the_walk_knows_every_address_and_every_name() -> None:
    found = {road.name for road in roads()}
    assert {"login", "openapi", "journal", "tablet_order", "invoice"} <= found
    assert any(road.text.startswith("soap.asmx") for road in roads())
    assert {"zoek", "pagina", "rijen", "sorteer", "relatie", "token", "value"} <= set(query_names())


def test_what_counts_as_a_failure() -> None:
    assert failed(Answer(500, b"<h1>Fout</h1>"))
    assert failed(Answer(503, b""))
    assert failed(Answer(200, b'{"code":1007,"messages":[],"response":null}'))
    assert not failed(Answer(500, b"<soap:Fault><faultcode>soap:Client</faultcode>"))
    assert not failed(Answer(404, b""))


def test_a_form_that_cannot_be_read_is_told_at_every_kind_of_address(
    clients: tuple[Client, Client], keys: Keys
) -> None:
    for road in ("/nergens/", "/inloggen/", reverse("books:door"), "/boekhouden/999/relaties/"):
        for media in ("multipart/form-data", "application/x-www-form-urlencoded; charset=utf-16"):
            for client in clients:
                answer = client.generic("POST", road, b"abc", media)
                assert answer.status_code in (400, 404, 405)
                assert b"Bonbrug" in answer.content


@pytest.mark.parametrize(
    "query", ["a=%00", "&".join(f"a{n}=1" for n in range(1700)), "value=" + "a" * 9000]
)
def test_the_open_api_says_in_its_own_code_what_it_cannot_read(
    clients: tuple[Client, Client], keys: Keys, query: str
) -> None:
    tokens = f"token={keys.token}&software_token={keys.software_token}"
    for client in clients:
        for asked in (query, f"{tokens}&{query}"):
            assert client.get(f"/openapi/8/relations/?{asked}").json()["code"] == 1504
