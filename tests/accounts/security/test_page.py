"""The page of the security log: the newest first, searched, taken along, for members only."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bonbrug.accounts.actions import add_organisation, add_person
from bonbrug.accounts.models import Organisation, SecurityEvent
from bonbrug.accounts.pages.security_words import KINDS
from bonbrug.accounts.security.acting import Actor
from bonbrug.accounts.security.kinds import Kind, Result
from bonbrug.accounts.security.recording import NewEvent, record

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
BACKEND = "django.contrib.auth.backends.ModelBackend"
SANNE = Actor("person:41", "sanne@demo.example", "192.0.2.0/24")
JORIS = Actor("person:42", "=joris@demo.example", "198.51.100.0/24")


@pytest.fixture
def firm() -> Organisation:
    return add_organisation("Demo Installatie BV", add_person("kantoor@demo.example"))


@pytest.fixture
def office(firm: Organisation) -> Client:
    client = Client(headers={"accept-language": "nl"})
    client.force_login(firm.memberships.get().user, BACKEND)
    return client


@pytest.fixture
def three(firm: Organisation) -> None:
    record(firm.pk, NewEvent(Kind.SIGNED_IN, by=SANNE), NOW - timedelta(days=40))
    record(firm.pk, NewEvent(Kind.CODES_SEEN, about="administration:3", by=JORIS), NOW)
    record(firm.pk, NewEvent(Kind.SIGN_IN_FAILED, Result.REFUSED, about="person:41"), NOW)


def at(firm: Organisation, query: str = "") -> str:
    return f"{reverse('security_log', args=[firm.pk])}{query}"


def shown(office: Client, firm: Organisation, query: str) -> list[int]:
    return [event.sequence for event in office.get(at(firm, query)).context["table"].page]


def test_the_newest_stands_first_in_words(office: Client, firm: Organisation, three: None) -> None:
    assert shown(office, firm, "") == [3, 2, 1]
    html = office.get(at(firm)).text
    assert "Codes bekeken" in html
    assert "administratie 3" in html
    assert "geweigerd" in html


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("?soort=codes_seen", [2]),
        ("?persoon=41", [3, 1]),
        ("?van=2026-11-01", [3, 2]),
        ("?tot=2026-11-01", [1]),
        ("?zoek=joris", [2]),
        ("?zoek=bekeken", [2]),
        ("?zoek=198.51", [2]),
        ("?zoek=nergens", []),
    ],
)
def test_a_search_leaves_what_it_asks(
    office: Client, firm: Organisation, three: None, query: str, left: list[int]
) -> None:
    assert shown(office, firm, query) == left


@pytest.mark.parametrize("query", ["?soort=onzin", "?van=2026-13-01", f"?zoek={'x' * 201}"])
def test_what_cannot_be_meant_is_refused(office: Client, firm: Organisation, query: str) -> None:
    assert office.get(at(firm, query)).status_code == 422


def test_an_empty_log_says_what_to_do(office: Client, firm: Organisation) -> None:
    assert "Log uit en weer in" in office.get(at(firm)).text


def test_the_log_of_another_organisation_does_not_exist(office: Client, three: None) -> None:
    other = add_organisation("Ander")
    for address in (
        at(other),
        f"{at(other)}csv-export/",
        f"{at(other)}json-export/",
        at(other, "?als=csv"),
    ):
        assert office.get(address).status_code == 404
        assert Client().get(address).status_code == 302


def test_every_page_leads_to_the_log(office: Client, firm: Organisation) -> None:
    assert 'href="/beveiliging/"' in office.get("/").text
    assert office.get("/beveiliging/").headers["location"] == at(firm)
    add_organisation("Ander", firm.memberships.get().user)
    assert at(firm) in office.get("/beveiliging/").text


def test_without_an_organisation_it_says_whom_to_ask() -> None:
    client = Client(headers={"accept-language": "nl"})
    client.force_login(add_person("los@demo.example"), BACKEND)
    assert "organisatie" in client.get("/beveiliging/").text


def body(office: Client, address: str) -> str:
    answer = office.get(address)
    assert isinstance(answer, StreamingHttpResponse)
    return b"".join(answer).decode("utf-8-sig")


def test_the_files_have_the_values_of_the_chain(
    office: Client, firm: Organisation, three: None
) -> None:
    lines = [json.loads(line) for line in body(office, f"{at(firm)}json-export/").splitlines()]
    first = SecurityEvent.objects.get(chain=firm.pk, sequence=1)
    assert [line["sequence"] for line in lines] == [1, 2, 3]
    assert (lines[0]["hash"], lines[1]["previous"]) == (first.hash, first.hash)
    text = body(office, f"{at(firm)}csv-export/?soort=codes_seen")
    heads, row = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    found = dict(zip(heads, row, strict=True))
    assert (found["previous"], found["who_name"]) == (first.hash, "'=joris@demo.example")
    assert set(heads) == set(lines[0])


def test_taking_the_log_along_is_told_in_it(
    office: Client, firm: Organisation, three: None
) -> None:
    for address in (f"{at(firm)}csv-export/", f"{at(firm)}json-export/", at(firm, "?als=csv")):
        body(office, address)
    told = SecurityEvent.objects.filter(chain=firm.pk, kind="exported").order_by("sequence")
    assert [event.details for event in told] == [
        {"page": "security_log_csv", "as": "csv"},
        {"page": "security_log_lines", "as": "json"},
        {"page": "security_log", "as": "csv"},
    ]


def test_every_kind_has_words() -> None:
    assert set(KINDS) == {kind.value for kind in Kind}


def test_a_large_log_is_shown_with_few_questions(
    office: Client, firm: Organisation, three: None
) -> None:
    with CaptureQueriesContext(connection) as few:
        office.get(at(firm))
    for _ in range(30):
        record(firm.pk, NewEvent(Kind.SIGNED_IN, by=SANNE), NOW)
    with CaptureQueriesContext(connection) as many:
        office.get(at(firm, "?rijen=100"))
    asked = [sum("accounts_security" in one["sql"] for one in seen) for seen in (few, many)]
    assert asked == [asked[0]] * 2
