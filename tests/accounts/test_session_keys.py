"""Sessions: where they begin, how they are drawn, and when they open nothing any more."""

import re
from datetime import UTC, datetime

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse

from bonbrug.accounts.actions import add_organisation, add_person
from bonbrug.accounts.models import Membership, User
from bonbrug.link.models import Connection
from tests.proofs.hostile.roads import roads

pytestmark = pytest.mark.django_db
PASSWORD = "een heel lang wachtwoord"
EMAIL = "kantoor@demo.example"
COOKIE = "bonbrug"
NOW = datetime.now(UTC)


@pytest.fixture
def user() -> User:
    return add_person(EMAIL, PASSWORD)


@pytest.fixture
def browser(user: User) -> Client:
    client = Client()
    assert client.post("/inloggen/", {"username": EMAIL, "password": PASSWORD}).status_code == 302
    return client


def test_logging_in_gives_a_new_session_and_ends_the_one_before(user: User) -> None:
    before = SessionStore()
    before["planted"] = "by another"
    before.create()
    key = str(before.session_key)
    client = Client()
    client.cookies[COOKIE] = key
    client.post("/inloggen/", {"username": EMAIL, "password": PASSWORD})
    after = client.cookies[COOKIE].value
    assert after != key
    assert not SessionStore().exists(key)
    thief = Client()
    thief.cookies[COOKIE] = key
    assert thief.get("/").status_code == 302


def test_a_session_key_has_more_than_128_bits_and_never_comes_twice() -> None:
    keys = {_drawn() for _ in range(200)}
    assert len(keys) == 200
    signs = set("".join(keys))
    assert len(signs) == 36
    assert {len(key) for key in keys} == {32}  # 32 signs of 36 are 165 bits


def _drawn() -> str:
    store = SessionStore()
    store.create()
    return str(store.session_key)


def test_an_ended_session_opens_nothing_any_more(browser: Client) -> None:
    key = browser.cookies[COOKIE].value
    browser.post("/uitloggen/")
    again = Client()
    again.cookies[COOKIE] = key
    assert again.get("/").status_code == 302


@pytest.mark.parametrize("how", ["switched off", "deleted", "another password"])
def test_who_is_switched_off_or_deleted_is_out_at_once(
    user: User, browser: Client, how: str
) -> None:
    assert browser.get("/").status_code == 200
    if how == "deleted":
        user.delete()
    elif how == "switched off":
        User.objects.filter(pk=user.pk).update(is_active=False)
    else:
        user.set_password("een heel ander wachtwoord")
        user.save()
    assert browser.get("/").status_code == 302


def test_who_leaves_an_organisation_sees_nothing_of_it_at_the_next_request(
    user: User, browser: Client
) -> None:
    firm = add_organisation("Demo", user)
    made = Connection.objects.create(organisation=firm, name="Demo", created_at=NOW, due_at=NOW)
    address = reverse("link:settings", args=[made.pk])
    assert browser.get(address).status_code != 404
    Membership.objects.filter(user=user).delete()
    assert browser.get(address).status_code == 404


def test_every_page_of_who_is_logged_in_has_a_way_out(browser: Client, user: User) -> None:
    add_organisation("Demo", user)
    seen = 0
    for road in roads():
        if road.parts or road.door or road.text.startswith("werkbonnen/tablet/"):
            continue
        answer = browser.get(f"/{road.text}")
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            seen += 1
            assert re.search(r'action="/uitloggen/"', answer.content.decode()), road.text
    assert seen >= 4
