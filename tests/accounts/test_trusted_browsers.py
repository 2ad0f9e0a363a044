"""A browser that somebody trusts is asked no second step, until that ends."""

import time
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from bonbrug.accounts.actions import add_person, end_log_ins, forget_old
from bonbrug.accounts.models import TrustedBrowser
from bonbrug.accounts.trusted_browsers import COOKIE
from tests.accounts.authenticator_app import ADD, App, add_app, prove

ADDRESS, PASSWORD = "kantoor@demo.example", "een heel lang wachtwoord"
NEW = "vier losse woorden samen"
DAY = 24 * 3600
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def first_step(client: Client, address: str = ADDRESS, password: str = PASSWORD) -> bool:
    """Give address and password; tell whether that was enough."""
    client.post("/inloggen/", {"username": address, "password": password})
    return bool(client.get("/").status_code == 200)


def log_out(client: Client) -> None:
    client.post("/uitloggen/")


@pytest.fixture
def app() -> App:
    add_person(ADDRESS, PASSWORD)
    client = Client()
    first_step(client)
    return add_app(client, PASSWORD)[0]


@pytest.fixture
def browser(app: App) -> Client:
    """One that was trusted, and logged out after."""
    client = Client()
    first_step(client)
    client.post("/inloggen/tweede-stap/", {"code": app.code(), "trust": "on"})
    assert client.get("/").status_code == 200
    log_out(client)
    return client


def test_the_password_is_enough_there_and_nowhere_else(browser: Client) -> None:
    assert first_step(browser)
    assert not first_step(Client())


def test_without_the_tick_nothing_is_trusted(app: App) -> None:
    client = Client()
    first_step(client)
    client.post("/inloggen/tweede-stap/", {"code": app.code()})
    assert COOKIE not in client.cookies
    assert TrustedBrowser.objects.count() == 0


def test_it_ends_after_thirty_days(browser: Client) -> None:
    with time_machine.travel(time.time() + 29 * DAY):
        assert first_step(browser)
        log_out(browser)
    with time_machine.travel(time.time() + 31 * DAY):
        assert not first_step(browser)


def test_its_owner_ends_it(browser: Client) -> None:
    first_step(browser)
    assert browser.post("/mijn-account/tweede-stap/geen-vertrouwen/").status_code == 302
    log_out(browser)
    assert not first_step(browser)


def test_another_password_ends_it(browser: Client) -> None:
    first_step(browser)
    words = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    browser.post("/mijn-account/wachtwoord/", words)
    log_out(browser)
    assert not first_step(browser, password=NEW)


def test_a_step_that_was_taken_away_ends_it(browser: Client) -> None:
    first_step(browser)
    prove(browser, PASSWORD)
    browser.post(f"{ADD}weg/")
    assert TrustedBrowser.objects.count() == 0


def test_a_restored_backup_ends_it(browser: Client) -> None:
    end_log_ins()
    assert not first_step(browser)


def test_it_counts_for_one_person(browser: Client) -> None:
    add_person("ander@demo.example", PASSWORD)
    other = Client()
    first_step(other, "ander@demo.example")
    add_app(other, PASSWORD)
    assert not first_step(browser, "ander@demo.example")


def test_the_token_is_not_stored_and_no_script_reads_it(browser: Client) -> None:
    cookie = browser.cookies[COOKIE]
    assert cookie.value not in str(list(TrustedBrowser.objects.values()))
    assert cookie["httponly"]


def test_what_ended_is_forgotten(browser: Client) -> None:
    forget_old(datetime.fromtimestamp(time.time() + 31 * DAY, UTC))
    assert TrustedBrowser.objects.count() == 0
