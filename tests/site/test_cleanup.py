"""What is over is removed, also where the link is not open."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from pytest_django import Settings

from bonbrug.accounts.actions import add_person, forget_old, make_login_link, use_login_link
from bonbrug.accounts.models import LoginLink, WrongGuesses
from bonbrug.accounts.rate_limiter import attempt
from bonbrug.site import serving
from bonbrug.site.cleanup import EVERY_SECONDS, Cleanup

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
DAYS = timedelta(days=1)
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def everything_over() -> None:
    Session.objects.create(session_key="over", session_data="", expire_date=NOW - DAYS)
    Session.objects.create(session_key="alive", session_data="", expire_date=NOW + DAYS)
    user = add_person("kantoor@demo.example")
    for token, made in (("old", NOW - 2 * DAYS), ("used", NOW - 2 * DAYS), ("new", NOW)):
        make_login_link(user, made, token)
    use_login_link("used", NOW - 2 * DAYS)
    attempt("password", "192.0.2.1", "jansen", NOW - DAYS).wrong()
    attempt("password", "192.0.2.2", "jansen", NOW).wrong()


def test_what_is_over_goes_and_what_lives_stays() -> None:
    everything_over()
    forget_old(NOW)
    assert list(Session.objects.values_list("session_key", flat=True)) == ["alive"]
    assert LoginLink.objects.count() == 1
    assert use_login_link("new", NOW)
    assert WrongGuesses.objects.count() == 2


def test_it_is_done_every_ten_minutes() -> None:
    everything_over()
    passed = [0.0]
    cleanup = Cleanup(lambda: NOW, lambda: passed[0])
    cleanup()
    Session.objects.create(session_key="over", session_data="", expire_date=NOW - DAYS)
    cleanup()
    assert Session.objects.filter(session_key="over").exists()
    passed[0] = EVERY_SECONDS
    cleanup()
    assert not Session.objects.filter(session_key="over").exists()


@pytest.mark.parametrize("houses", [["books"], ["workorders"], ["link"], []])
def test_a_worker_tidies_whichever_houses_are_open(houses: list[str], settings: Settings) -> None:
    settings.HOUSES = houses
    everything_over()
    worker = serving.make_worker()
    worker.tick()
    assert not Session.objects.filter(session_key="over").exists()
