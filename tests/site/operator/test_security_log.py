"""The security log of the installation: read and taken along by the operator, and nobody else."""

import json
from datetime import UTC, datetime

import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse

from bonbrug.accounts.actions import add_organisation, add_person
from bonbrug.accounts.models import SecurityEvent, User
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import HOST, NewEvent, record
from bonbrug.accounts.security.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
BACKEND = "django.contrib.auth.backends.ModelBackend"
PAGE = "operator_security_log"
NAMES = [PAGE, f"{PAGE}_csv", f"{PAGE}_lines"]


@pytest.fixture
def told(desk: Client) -> None:
    record(HOST, NewEvent(Kind.BACKUP_MADE), NOW)
    firm = add_organisation("Demo Installatie BV", add_person("kantoor@example.com"))
    record(firm.pk, NewEvent(Kind.CODES_SEEN, about="administration:3"), NOW)


def of_the_host() -> list[str]:
    return list(SecurityEvent.objects.filter(chain=HOST).values_list("kind", flat=True))


def test_what_belongs_to_no_firm_stands_there_and_what_is_of_a_firm_does_not(
    desk: Client, told: None
) -> None:
    html = desk.get(reverse(PAGE)).text
    assert "Backup made" in html
    assert "Codes looked at" not in html.split("<tbody>")[1]


def test_a_search_and_a_kind_narrow_it(desk: Client, told: None) -> None:
    record(HOST, NewEvent(Kind.KEYS_ROTATED), NOW)
    found = desk.get(reverse(PAGE), {"soort": "keys_rotated"}).context["table"].page
    assert [event.kind for event in found] == ["keys_rotated"]
    found = desk.get(reverse(PAGE), {"zoek": "backup made"}).context["table"].page
    assert [event.kind for event in found] == ["backup_made"]


def test_an_empty_log_says_what_will_stand_there(operator: User) -> None:
    add_organisation("Demo Installatie BV", operator)  # whose log tells that they sign in
    client = Client(headers={"accept-language": "en"})
    client.force_login(operator, BACKEND)
    assert of_the_host() == []
    assert "is the first line" in client.get(reverse(PAGE)).text


def test_the_lines_hold_all_that_the_chain_is_made_of(desk: Client, told: None) -> None:
    answer = desk.get(reverse(f"{PAGE}_lines"))
    assert isinstance(answer, StreamingHttpResponse)
    rows = [json.loads(row) for row in answer.getvalue().splitlines()]
    written = SecurityEvent.objects.filter(chain=HOST, kind="backup_made").get()
    assert written.hash in [row["hash"] for row in rows]
    assert {row["organisation"] for row in rows} == {HOST}


def test_taking_it_along_is_told_in_it(desk: Client, told: None) -> None:
    desk.get(reverse(f"{PAGE}_csv"))
    assert of_the_host()[-1] == Kind.EXPORTED.value
    assert verify(HOST).broken is None


@pytest.mark.parametrize("name", NAMES)
def test_an_owner_of_a_firm_may_not_see_it(name: str, told: None) -> None:
    office = Client()
    owner = add_person("eva@example.com")
    add_organisation("Andere BV", owner)
    office.force_login(owner, BACKEND)
    assert office.get(reverse(name)).status_code == 403
