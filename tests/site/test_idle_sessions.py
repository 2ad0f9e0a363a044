"""Who is away too long is logged out, and no answer with data of a firm is kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from bonbrug.accounts.actions import add_person
from bonbrug.site.idle_sessions import SEEN, STOP_POLLING
from bonbrug.values.clock import system_clock
from tests.site.every_address import every_address

BACKEND = "django.contrib.auth.backends.ModelBackend"
pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody() -> Client:
    client = Client()
    client.force_login(add_person("kantoor@demo.example"), backend=BACKEND)
    assert client.get("/").status_code == 200
    return client


def away(client: Client, minutes: float, name: str = SEEN) -> None:
    session = client.session
    session[name] = (system_clock() - timedelta(minutes=minutes)).timestamp()
    session.save()


def test_who_is_away_for_half_an_hour_is_asked_to_log_in_and_comes_back_there(
    somebody: Client,
) -> None:
    away(somebody, 29)
    assert somebody.get("/").status_code == 200
    away(somebody, 31)
    assert somebody.get("/koppeling/").headers["Location"] == "/inloggen/?next=/koppeling/"


def test_every_request_of_a_person_begins_the_idle_time_again(somebody: Client) -> None:
    away(somebody, 29)
    somebody.get("/")
    assert system_clock().timestamp() - somebody.session[SEEN] < 60


def test_a_page_that_refreshes_itself_keeps_nobody_logged_in(somebody: Client) -> None:
    away(somebody, 29)
    before = somebody.session[SEEN]
    somebody.get("/", headers={"HX-Request": "true"})
    assert somebody.session[SEEN] == before
    away(somebody, 31)
    answer = somebody.get("/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Reswap"]) == (STOP_POLLING, "none")


def test_after_twelve_hours_everybody_is_asked_anew(somebody: Client) -> None:
    away(somebody, 12 * 60 + 1, "began_at")
    assert somebody.get("/").status_code == 302


def test_the_idle_time_is_a_setting(somebody: Client, settings: Any) -> None:
    settings.BONBRUG_IDLE_MINUTES = 5
    away(somebody, 6)
    assert somebody.get("/").status_code == 302


def test_a_session_of_before_this_rule_goes_on(somebody: Client) -> None:
    session = somebody.session
    del session[SEEN]
    session.save()
    assert somebody.get("/").status_code == 200


def test_no_answer_of_any_address_is_kept(somebody: Client) -> None:
    for road in every_address():
        for answer in (somebody.get(road), Client().get(road)):
            assert "no-store" in answer.headers.get("Cache-Control", ""), road
