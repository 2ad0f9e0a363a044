"""What a password sign-in gives away, and what it leaves behind."""

from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client

from bonbrug.accounts.actions import add_person

ADDRESS, PASSWORD = "kantoor@demo.example", "een heel lang wachtwoord"
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def tried(client: Client, address: str, password: str = "niet het goede") -> Any:
    return client.post("/inloggen/", {"username": address, "password": password})


def without_address(page: str, address: str) -> list[str]:
    """The page without what differs at every visit."""
    lines = page.replace(address, "").splitlines()
    return [line for line in lines if "csrf" not in line]


def test_an_unknown_address_gets_the_same_page_as_a_wrong_password(client: Client) -> None:
    add_person(ADDRESS, PASSWORD)
    known, unknown = tried(client, ADDRESS), tried(client, "niemand@demo.example")
    assert known.status_code == unknown.status_code == 200
    pages = [
        without_address(answer.content.decode(), address)
        for answer, address in ((known, ADDRESS), (unknown, "niemand@demo.example"))
    ]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("kind", ["known", "without a password", "unknown"])
def test_each_wrong_try_costs_one_hash(
    client: Client, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_person(ADDRESS, PASSWORD)
    add_person("link@demo.example")
    work = []
    for name in ("encode", "verify"):
        real = getattr(Argon2PasswordHasher, name)

        def counted(self: Any, *given: Any, real: Any = real) -> Any:
            work.append(1)
            return real(self, *given)

        monkeypatch.setattr(Argon2PasswordHasher, name, counted)
    addresses = {"known": ADDRESS, "without a password": "link@demo.example", "unknown": "x@y.nl"}
    tried(client, addresses[kind])
    assert len(work) == 1


def test_signing_in_gives_the_session_a_new_key(client: Client) -> None:
    add_person(ADDRESS, PASSWORD)
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    client.cookies["bonbrug"] = before or ""
    tried(client, ADDRESS, PASSWORD)
    assert client.session.session_key != before
    stranger = Client()
    stranger.cookies["bonbrug"] = before or ""
    assert stranger.get("/").status_code == 302


def test_an_account_that_is_switched_off_is_told_so_and_stays_out(client: Client) -> None:
    person = add_person(ADDRESS, PASSWORD)
    person.is_active = False
    person.save()
    answer = tried(client, ADDRESS, PASSWORD)
    page = client.get(answer.headers["location"]).content.decode()
    assert "uitgeschakeld" in page
    assert client.get("/").status_code == 302


def test_nobody_registers_here(client: Client) -> None:
    for road in ("/accounts/signup/", "/accounts/login/", "/inloggen/signup/"):
        assert client.post(road).status_code in (404, 410)
