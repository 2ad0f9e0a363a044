"""What an address asks is read in one place, within bounds, and in one question."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.signals import request_started
from django.db import close_old_connections, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from bonbrug.accounts.actions import add_member, add_person
from bonbrug.books.models import Administration
from bonbrug.site.wsgi import application
from tests.books.conftest import books

__all__ = ["books"]  # a fixture
pytestmark = [pytest.mark.postgres, pytest.mark.timeout(30)]

SOURCE = Path(__file__).parents[3] / "src" / "bonbrug"
READERS = {"ui/query_parameters.py", "site/request_checks.py"}


@pytest.fixture
def page(client: Client, books: Administration) -> Client:
    person = add_person("kantoor@example.com")
    add_member(books.organisation, person)
    client.force_login(person)
    return client


@pytest.fixture
def road(books: Administration) -> str:
    return f"/boekhouden/{books.pk}/relaties/"


def test_no_page_reads_a_query_by_itself() -> None:
    found = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if "doors" not in path.parts and re.search(r"request\.GET\b", path.read_text("utf-8"))
    }
    assert found == READERS


@pytest.mark.parametrize(
    "query",
    [
        "zoek=" + "+".join(f"w{n}" for n in range(11)),
        "zoek=" + "+".join(f"w{n}" for n in range(400)),
        "zoek=" + "a" * 201,
        "zoek=a%00b",
        "rijen=7",
        "rijen=²",
        "sorteer=administration__name",
        "a%1bb=1",
    ],
)
def test_nonsense_is_told_with_a_way_back(page: Client, road: str, query: str) -> None:
    answer = page.get(f"{road}?{query}")

    assert answer.status_code == 422
    assert "Dit kan niet gevraagd worden" in answer.content.decode()
    assert f'href="{road}"' in answer.content.decode()


@pytest.mark.parametrize("number", ["1" * 19, "0" * 200, "-1", "1e9", "²", "٢", "eerste"])
def test_what_is_no_number_of_a_page_is_nowhere(page: Client, road: str, number: str) -> None:
    assert page.get(f"{road}?pagina={quote(number)}").status_code == 404


def test_a_page_after_the_last_one_is_the_last_one(page: Client, road: str) -> None:
    assert page.get(f"{road}?pagina={'9' * 18}").status_code == 200


@pytest.mark.parametrize("pk", [2**63, 10**30, 10**300])
def test_a_record_with_a_number_that_no_table_can_hold_does_not_exist(
    page: Client, road: str, pk: int
) -> None:
    assert page.get(f"{road}{pk}/").status_code == 404
    assert page.get(f"/boekhouden/{pk}/relaties/").status_code == 404


def test_ten_words_ask_the_database_no_more_often_than_one(page: Client, road: str) -> None:
    with CaptureQueriesContext(connection) as one:
        page.get(f"{road}?zoek=test")
    with CaptureQueriesContext(connection) as ten:
        answer = page.get(f"{road}?zoek={'+'.join(['test', *'abcdefghi'])}")
    assert answer.status_code == 200
    assert len(ten) <= len(one)


def test_signs_that_mean_something_in_a_pattern_are_letters(page: Client, road: str) -> None:
    for word in ("%", "_", "\\", "[a-z]*", "%" * 200, "'; --"):
        text = page.get(road, {"zoek": word}).content.decode()
        assert "Niets gevonden" in text


def test_a_long_address_and_a_large_form_are_refused_unread(page: Client, road: str) -> None:
    assert page.get(f"{road}?x={'a' * 5000}").status_code == 414
    large = page.post(f"{road}toevoegen/", {"name": "a" * 2_200_000})
    assert large.status_code == 413
    assert "te groot" in large.content.decode()


def test_a_cookie_that_nobody_gave_is_no_cookie(client: Client, db: None) -> None:
    client.cookies.load({"bonbrug": "a"})
    client.cookies["bonbrug"].set("bonbrug", "x", '"abcdefgh\\000"')
    assert client.get("/inloggen/").status_code == 200


@pytest.mark.parametrize(
    ("road", "told"), [("/inloggen/", b"Dit adres is te lang"), ("/openapi/8/relations", b"1504")]
)
@pytest.mark.parametrize("media", ["", "text/xml; charset=utf-8"])
def test_a_query_of_thousands_of_parts_is_refused_before_the_framework_reads_it(
    db: None, road: str, told: bytes, media: str
) -> None:
    query = "&".join(f"a{n}=1" for n in range(3000))
    asked = RequestFactory().get(road, CONTENT_TYPE=media)
    environ = {**asked.environ, "QUERY_STRING": query}
    request_started.disconnect(close_old_connections)  # as the framework's own client does
    try:
        answer = b"".join(application(environ, lambda status, headers, problem=None: None))
    finally:
        request_started.connect(close_old_connections)
    assert told in answer
