"""Wrong guesses are counted for each visitor apart, and exactly, in all threads and processes."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from bonbrug.accounts.limits import ALL_SUBJECTS, MINUTE, NONE, ONE_SUBJECT
from bonbrug.accounts.models import WrongGuesses
from bonbrug.accounts.rate_limiter import Guess, attempt, forget_empty, visitor_at, wrong

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"
pytestmark = pytest.mark.postgres


def guess_wrong(times: int, visitor: str = HERE, subject: str = "jansen") -> list[timedelta]:
    return [attempt("password", visitor, subject, NOW).wrong() for _ in range(times)]


def waits(visitor: str, subject: str = "jansen", what: str = "password") -> timedelta:
    return attempt(what, visitor, subject, NOW).wait


@pytest.mark.django_db
def test_ten_wrong_guesses_are_let_through_and_then_a_wait_begins() -> None:
    assert guess_wrong(11) == [NONE] * 10 + [MINUTE]
    assert waits(HERE) == MINUTE


@pytest.mark.django_db
def test_the_same_subject_is_free_for_a_visitor_behind_another_address() -> None:
    guess_wrong(11)
    assert waits(ELSEWHERE) == NONE


@pytest.mark.django_db
def test_another_subject_and_another_door_stay_free_for_the_same_visitor() -> None:
    guess_wrong(11)
    assert waits(HERE, "pietersen") == NONE
    assert waits(HERE, "jansen", "tablet") == NONE


@pytest.mark.django_db
def test_who_tries_one_password_on_many_accounts_is_stopped_alone() -> None:
    for account in range(ALL_SUBJECTS.free):
        assert guess_wrong(1, subject=f"account {account}") == [NONE]
    assert waits(HERE, "one more") == MINUTE
    assert waits(ELSEWHERE, "one more") == NONE


@pytest.mark.django_db
def test_a_right_guess_forgets_the_wrong_ones_about_its_subject() -> None:
    guess_wrong(9)
    attempt("password", HERE, "jansen", NOW).right()
    assert guess_wrong(9)[-1] == NONE


@pytest.mark.django_db
def test_who_waits_too_short_does_not_wait_longer_for_it() -> None:
    guess_wrong(30)
    later = NOW + MINUTE
    assert attempt("password", HERE, "jansen", later).wait == NONE


@pytest.mark.django_db
def test_a_good_request_pays_one_read_and_writes_nothing() -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        attempt("password", HERE, "jansen", NOW).right()
    assert len(asked) == 1
    assert asked[0]["sql"].startswith("SELECT")


@pytest.mark.django_db
def test_nothing_that_was_typed_and_no_address_is_kept() -> None:
    guess_wrong(1)
    kept = str(list(WrongGuesses.objects.values()))
    assert HERE not in kept
    assert "jansen" not in kept


@pytest.mark.django_db
def test_rows_that_count_nothing_any_more_are_removed() -> None:
    guess_wrong(2)
    assert forget_empty(NOW + ONE_SUBJECT.leak) == 1
    assert forget_empty(NOW + 2 * ONE_SUBJECT.leak) == 1
    assert not WrongGuesses.objects.exists()


@pytest.mark.parametrize(
    ("address", "visitor"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("a socket", "a socket"),
    ],
)
def test_a_visitor_is_an_address_or_a_subnet(address: str, visitor: str) -> None:
    assert visitor_at(address) == visitor


@pytest.mark.django_db(transaction=True)
def test_guesses_of_many_threads_at_once_are_counted_exactly() -> None:
    def one(number: int) -> timedelta:
        try:
            return wrong(Guess("password", HERE, "jansen"), NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(one, range(40)))
    assert sorted(answers) == [NONE] * 10 + [MINUTE] * 30


GUESSING = """
import django; django.setup()
from datetime import datetime
from django.db import connection
connection.settings_dict["NAME"] = {name!r}
from bonbrug.accounts.rate_limiter import Guess, wrong
guess = Guess("password", "192.0.2.1", "jansen")
print(sum(not wrong(guess, datetime.fromisoformat({now!r})) for _ in range(10)))
"""


@pytest.mark.django_db(transaction=True)
def test_guesses_of_many_processes_at_once_are_counted_exactly() -> None:
    program = GUESSING.format(name=str(connection.settings_dict["NAME"]), now=NOW.isoformat())
    own = {
        "DJANGO_SETTINGS_MODULE": "bonbrug.site.settings",
        "BONBRUG_SECRET_KEY": settings.SECRET_KEY,
    }
    command = [sys.executable, "-c", program]
    running = [
        subprocess.Popen(command, env={**os.environ, **own}, stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    told = [int(process.communicate(timeout=60)[0]) for process in running]
    assert sum(told) == ONE_SUBJECT.free
