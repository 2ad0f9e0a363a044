from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from bonbrug.accounts.actions import (
    add_organisation,
    add_person,
    make_login_link,
    use_login_link,
)
from bonbrug.accounts.models import LoginLink
from bonbrug.values.clock import system_clock

NOW = datetime.now(UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_a_link_logs_in_once() -> None:
    user = add_person("kantoor@demo.example")
    make_login_link(user, NOW, "token")
    assert use_login_link("token", NOW) == user
    assert use_login_link("token", NOW) is None


def test_a_link_of_an_hour_ago_does_not_log_in() -> None:
    make_login_link(add_person("kantoor@demo.example"), NOW, "token")
    assert use_login_link("token", NOW + timedelta(hours=1, seconds=1)) is None


def test_the_token_itself_is_not_stored() -> None:
    link = make_login_link(add_person("kantoor@demo.example"), NOW, "token")
    assert "token" not in str(LoginLink.objects.filter(pk=link.pk).values())


def test_looking_at_a_link_does_not_use_it_up(client: Client) -> None:
    make_login_link(add_person("kantoor@demo.example"), datetime.now(UTC), "token")
    assert "Inloggen" in client.get("/inloggen/token/").content.decode()
    assert client.post("/inloggen/token/").status_code == 302
    assert client.get("/").status_code == 200


def test_a_used_link_says_what_to_do(client: Client) -> None:
    answer = client.post("/inloggen/onbekend/")
    assert answer.status_code == 410
    assert "al gebruikt" in answer.content.decode()


def test_a_password_logs_in_whatever_the_case_of_the_address(client: Client) -> None:
    add_organisation("Demo", add_person("Kantoor@demo.example", "een heel lang wachtwoord"))
    words = {"username": "KANTOOR@demo.example", "password": "een heel lang wachtwoord"}
    assert client.post("/inloggen/", words).headers["location"] == "/"


def test_a_wrong_password_keeps_the_address_and_says_so_in_dutch(client: Client) -> None:
    add_person("kantoor@demo.example", "een heel lang wachtwoord")
    words = {"username": "kantoor@demo.example", "password": "fout"}
    page = client.post("/inloggen/", words).content.decode()
    assert "horen niet bij elkaar" in page
    assert "kantoor@demo.example" in page


def test_ten_wrong_passwords_lock_the_door_for_a_while(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = system_clock()
    monkeypatch.setattr("bonbrug.accounts.pages.login.system_clock", lambda: moment)
    add_person("kantoor@demo.example", "een heel lang wachtwoord")
    words = {"username": "kantoor@demo.example", "password": "fout"}
    answers = [client.post("/inloggen/", words) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert "over 1 minuut" in answers[-1].content.decode()
    assert answers[-1].headers["Retry-After"] == "60"


def test_a_locked_door_stays_open_behind_another_address(client: Client) -> None:
    add_person("kantoor@demo.example", "een heel lang wachtwoord")
    words = {"username": "kantoor@demo.example", "password": "fout"}
    for _ in range(11):
        client.post("/inloggen/", words)
    right = {**words, "password": "een heel lang wachtwoord"}
    assert client.post("/inloggen/", right).status_code == 429
    assert client.post("/inloggen/", right, REMOTE_ADDR="192.0.2.9").status_code == 302


def test_an_empty_field_is_no_guess(client: Client) -> None:
    words = {"username": "kantoor@demo.example", "password": ""}
    assert {client.post("/inloggen/", words).status_code for _ in range(12)} == {200}


def test_links_cannot_be_guessed_without_end(client: Client) -> None:
    answers = [client.post(f"/inloggen/gok{number}/").status_code for number in range(11)]
    assert answers == [410] * 10 + [429]


def test_a_page_asks_for_logging_in_first(client: Client) -> None:
    assert client.get("/").headers["location"] == "/inloggen/?next=/"


def test_every_page_forbids_inline_script_and_framing(client: Client) -> None:
    headers = client.get("/inloggen/").headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"


def test_the_language_can_be_switched(client: Client) -> None:
    client.post("/taal/setlang/", {"language": "en", "next": "/inloggen/"})
    assert "Log in" in client.get("/inloggen/").content.decode()


def test_the_theme_does_not_lead_to_another_site(client: Client) -> None:
    answer = client.post("/thema/", {"theme": "dark", "next": "https://evil.example/"})
    assert answer.headers["location"] == "/"
