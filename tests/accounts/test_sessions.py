"""Where somebody is logged in, and ending it."""

import time
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client

from bonbrug.accounts.actions import add_person, end_log_ins, forget_old, make_login_link
from bonbrug.accounts.browser_names import browser_name
from bonbrug.accounts.models import User

ADDRESS, PASSWORD = "kantoor@demo.example", "een heel lang wachtwoord"
LIST = "/mijn-account/ingelogd/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def logged_in(address: str = ADDRESS, agent: str = FIREFOX) -> Client:
    client = Client(HTTP_USER_AGENT=agent)
    client.post("/inloggen/", {"username": address, "password": PASSWORD})
    assert inside(client)
    return client


def inside(client: Client) -> bool:
    return bool(client.get("/").status_code == 200)


@pytest.fixture
def person() -> User:
    return add_person(ADDRESS, PASSWORD)


def places(client: Client) -> list[Any]:
    return list(client.get(LIST).context["places"])


def test_each_browser_stands_there_this_one_first(person: User) -> None:
    logged_in(agent="Mozilla/5.0 (iPhone; like Mac OS X) Version/18.0 Safari/604.1")
    here = logged_in()
    assert [(place.here, place.browser) for place in places(here)] == [
        (True, "Firefox, Windows"),
        (False, "Safari, iPhone"),
    ]


def test_one_that_came_in_by_a_link_stands_there_too(person: User) -> None:
    make_login_link(person, datetime.now(UTC), "token")
    client = Client()
    client.post("/inloggen/token/")
    assert [place.here for place in places(client)] == [True]


def test_ending_one_ends_that_one(person: User) -> None:
    here, there, third = logged_in(), logged_in(), logged_in()
    key = there.session.session_key
    here.post(f"{LIST}{UserSession.objects.get(session_key=key).pk}/")
    assert [inside(client) for client in (here, there, third)] == [True, False, True]


def test_ending_all_others_leaves_this_one(person: User) -> None:
    here, there, third = logged_in(), logged_in(), logged_in()
    here.post(f"{LIST}anderen/")
    assert [inside(client) for client in (here, there, third)] == [True, False, False]


def test_nobody_ends_the_session_of_somebody_else(person: User) -> None:
    add_person("ander@demo.example", PASSWORD)
    mine, theirs = logged_in(), logged_in("ander@demo.example")
    pk = UserSession.objects.get(session_key=theirs.session.session_key).pk
    mine.post(f"{LIST}{pk}/")
    mine.post(f"{LIST}anderen/")
    assert inside(theirs)
    assert len(places(mine)) == 1


def test_a_session_that_was_idle_too_long_stands_there_no_more(person: User) -> None:
    logged_in()
    with time_machine.travel(time.time() + 31 * 60):
        assert len(places(logged_in())) == 1


def test_a_restored_backup_lets_nobody_in(person: User) -> None:
    client = logged_in()
    end_log_ins()
    assert not inside(client)
    assert UserSession.objects.count() == 0


def test_what_is_over_leaves_the_list_by_itself(person: User) -> None:
    logged_in()
    forget_old(datetime.fromtimestamp(time.time() + 13 * 3600, UTC))
    assert UserSession.objects.count() == 0


@pytest.mark.parametrize(
    ("agent", "said"),
    [(FIREFOX, "Firefox, Windows"), ("curl/8", "Onbekende browser"), ("X Edg/1 Chrome", "Edge")],
)
def test_a_browser_has_a_name_that_its_owner_knows(agent: str, said: str, person: User) -> None:
    assert browser_name(agent) == said
