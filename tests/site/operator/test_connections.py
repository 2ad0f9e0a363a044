"""The operator sees which connections of all firms need a look, the most urgent kind first."""

from datetime import timedelta

import pytest
from django.test import Client

from bonbrug.accounts.actions import add_organisation
from bonbrug.link.models import Connection
from bonbrug.values.clock import system_clock

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
ROAD = "/beheer/koppelingen/"


def connection(**values: object) -> Connection:
    now = system_clock()
    usual = {
        "organisation": add_organisation("Voorbeeld BV"), "name": "Geheim", "company_id": "1",
        "created_at": now, "signed_in_at": now, "activated_on": now.date(), "due_at": now,
    }  # fmt: skip
    return Connection.objects.create(**usual | values)


def page(desk: Client, query: str = "") -> str:
    answer = desk.get(ROAD + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_when_all_is_well_it_says_so(desk: Client) -> None:
    connection()
    assert "Every link runs as it should" in page(desk)


def test_the_first_kind_that_occurs_is_shown_and_late_comes_before_all(desk: Client) -> None:
    stopped = connection(breaker="credentials_refused")
    assert "The login details were refused" in page(desk)
    connection(due_at=system_clock() - timedelta(minutes=42))
    shown = page(desk)
    assert "its turn was 42 minutes ago" in shown
    assert "The login details were refused" not in shown
    assert f">{stopped.pk}<" in page(desk, "?soort=stopped")


def test_the_longest_late_stands_first(desk: Client) -> None:
    for minutes in (20, 50, 35):
        connection(due_at=system_clock() - timedelta(minutes=minutes))
    shown = page(desk)
    places = [shown.index(f"{minutes} minutes ago") for minutes in (50, 35, 20)]
    assert places == sorted(places)


def test_silence_and_held_invoices_say_since_when_and_until_when(desk: Client) -> None:
    now = system_clock()
    connection(silent_times=4, silent_since=now - timedelta(hours=2))
    connection(exports_paused_until=now + timedelta(days=1))
    assert "4 times without an answer" in page(desk, "?soort=unreachable")
    assert "until " in page(desk, "?soort=held")


def test_what_a_firm_called_its_link_is_its_own(desk: Client) -> None:
    connection(breaker="credentials_refused")
    assert "Geheim" not in page(desk)


def test_a_kind_that_does_not_exist_is_told(desk: Client) -> None:
    assert desk.get(f"{ROAD}?soort=anders").status_code == 422
