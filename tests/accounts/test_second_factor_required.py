"""An organisation asks a second step of who works for it; of who may do everything it always is."""

from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from bonbrug.accounts.actions import add_organisation, add_person
from bonbrug.accounts.models import Organisation, User
from bonbrug.accounts.second_factor_required import require_second_factor
from tests.accounts.authenticator_app import ADD, add_app, prove

NOW = datetime.now(UTC)
ADDRESS, PASSWORD = "kantoor@demo.example", "een heel lang wachtwoord"
STEPS = "/mijn-account/tweede-stap/"
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def firm() -> Organisation:
    return add_organisation("Demo Installatie BV", add_person(ADDRESS, PASSWORD))


def logged_in() -> Client:
    client = Client()
    client.post("/inloggen/", {"username": ADDRESS, "password": PASSWORD})
    return client


def test_who_has_none_is_led_to_add_one_first(firm: Organisation) -> None:
    client = logged_in()
    assert client.get("/koppeling/").status_code == 200
    require_second_factor(firm, required=True, now=NOW)
    for road in ("/", "/koppeling/", "/mijn-account/ingelogd/"):
        assert client.get(road).headers["location"] == STEPS
    assert "vraagt eerst een tweede stap" in client.get(STEPS).content.decode()
    add_app(client, PASSWORD)
    assert client.get("/koppeling/").status_code == 200


def test_nothing_is_written_past_it(firm: Organisation) -> None:
    require_second_factor(firm, required=True, now=NOW)
    assert logged_in().post("/mijn-account/ingelogd/anderen/").headers["location"] == STEPS


def test_leaving_and_the_language_stay_possible(firm: Organisation) -> None:
    require_second_factor(firm, required=True, now=NOW)
    client = logged_in()
    client.post("/taal/setlang/", {"language": "en", "next": STEPS})
    assert "Second step" in client.get(STEPS).content.decode()
    assert client.post("/uitloggen/").headers["location"] == "/inloggen/"


def test_the_last_step_cannot_be_taken_away_there(firm: Organisation) -> None:
    client = logged_in()
    add_app(client, PASSWORD)
    require_second_factor(firm, required=True, now=NOW)
    prove(client, PASSWORD)
    assert "dus de laatste blijft" in client.post(f"{ADD}weg/").content.decode()
    assert Authenticator.objects.count() == 2
    require_second_factor(firm, required=False, now=NOW)
    client.post(f"{ADD}weg/")
    assert Authenticator.objects.count() == 0


def test_another_organisation_does_not_ask_it_of_them(firm: Organisation) -> None:
    require_second_factor(add_organisation("Ander BV"), required=True, now=NOW)
    assert logged_in().get("/").status_code == 200


def test_who_may_do_everything_always_needs_one(firm: Organisation) -> None:
    client = logged_in()
    User.objects.update(is_superuser=True)
    assert client.get("/").headers["location"] == STEPS


def test_the_doors_for_machines_ask_no_second_step(firm: Organisation) -> None:
    require_second_factor(firm, required=True, now=NOW)
    client = logged_in()
    assert client.get("/openapi/8/relations/").status_code != 302
