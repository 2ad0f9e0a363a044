"""What people do is in the security log, with who, about what and from where; never a secret."""

import io
import logging
import secrets
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bonbrug.accounts.actions import add_organisation, add_person, make_login_link
from bonbrug.accounts.models import Organisation, SecurityChain, SecurityEvent, User
from bonbrug.accounts.security import recording
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import HOST, NewEvent, record
from bonbrug.accounts.security.verifying import verify
from bonbrug.site.log_redaction import RedactingFormatter

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NOW = datetime.now(UTC)
PASSWORD = secrets.token_urlsafe(20)
OFFICE = "kantoor@demo.example"


@pytest.fixture
def firm() -> Organisation:
    return add_organisation("Demo", add_person(OFFICE, PASSWORD))


def log_in(client: Client, password: str = PASSWORD, username: str = OFFICE) -> int:
    words = {"username": username, "password": password}
    return client.post("/inloggen/", words, REMOTE_ADDR="192.0.2.77").status_code


def told(number: int) -> list[tuple[str, str, str, str]]:
    events = SecurityEvent.objects.filter(chain=number).order_by("sequence")
    return [(one.kind, one.result, one.who, one.about) for one in events]


def test_logging_in_and_out_is_told_to_the_organisation(client: Client, firm: Organisation) -> None:
    assert log_in(client) == 302
    client.post("/uitloggen/")
    person = f"person:{User.objects.get().pk}"
    assert told(firm.pk) == [("signed_in", "done", person, ""), ("signed_out", "done", person, "")]
    event = SecurityEvent.objects.get(kind="signed_in")
    assert (event.who_name, event.address) == (OFFICE, "192.0.2.0/24")
    assert event.details == {"way": "password"}
    assert verify(firm.pk).broken is None


def test_a_person_of_two_organisations_is_told_to_both(client: Client, firm: Organisation) -> None:
    other = add_organisation("Ander", User.objects.get())
    log_in(client)
    assert [len(told(number)) for number in (firm.pk, other.pk, HOST)] == [1, 1, 0]
    client.post("/uitloggen/")
    assert [len(told(number)) for number in (firm.pk, other.pk, HOST)] == [2, 2, 0]


def test_a_person_without_an_organisation_is_told_to_the_host(client: Client) -> None:
    add_person(OFFICE, PASSWORD)
    log_in(client)
    assert [kind for kind, *_ in told(HOST)] == ["signed_in"]


def test_a_wrong_password_is_told_with_whose_account_it_was(
    client: Client, firm: Organisation
) -> None:
    log_in(client, "iets heel anders")
    person = f"person:{User.objects.get().pk}"
    assert told(firm.pk) == [("sign_in_failed", "refused", "nobody", person)]


def test_an_address_that_nobody_has_is_kept_nowhere(client: Client, firm: Organisation) -> None:
    log_in(client, "iets", "vreemde@elders.example")
    assert told(HOST) == [("sign_in_failed", "refused", "nobody", "")]
    assert told(firm.pk) == []
    assert "elders" not in str(list(SecurityEvent.objects.values()))


def test_the_guess_that_closes_the_door_is_told_once(client: Client, firm: Organisation) -> None:
    for _ in range(15):
        log_in(client, "iets heel anders")
    kinds = [kind for kind, *_ in told(firm.pk)]
    assert kinds == ["sign_in_failed"] * 9 + ["sign_in_limited"]


def test_a_login_link_is_told_when_it_is_made_and_used(client: Client, firm: Organisation) -> None:
    user = User.objects.get()
    make_login_link(user, datetime.now(UTC), "token")
    client.post("/inloggen/token/")
    person = f"person:{user.pk}"
    assert told(firm.pk) == [
        ("login_link_made", "done", "terminal", person),
        ("login_link_used", "done", person, ""),
    ]
    client.post("/inloggen/token/")
    assert told(HOST) == [("sign_in_failed", "refused", "nobody", "")]


def test_logging_in_asks_the_database_three_times_more(client: Client, firm: Organisation) -> None:
    log_in(client)
    with CaptureQueriesContext(connection) as asked:
        log_in(Client())
    of_the_log = [one["sql"] for one in asked if "accounts_security" in one["sql"]]
    assert len(of_the_log) == 3


def test_a_log_that_cannot_be_written_keeps_nobody_out(
    client: Client, firm: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_securityevent RENAME TO elsewhere")
        assert log_in(client) == 302
        assert client.get("/").status_code == 200
        cursor.execute("ALTER TABLE elsewhere RENAME TO accounts_securityevent")
    assert SecurityEvent.objects.count() == 0
    assert SecurityChain.objects.filter(sequence__gt=0).count() == 0


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the one handler of this installation writes."""
    handler = next(
        one for one in logging.getLogger().handlers if isinstance(one.formatter, RedactingFormatter)
    )
    assert isinstance(handler, logging.StreamHandler)
    before, handler.stream = handler.stream, io.StringIO()
    level = recording.log.level
    recording.log.setLevel(logging.INFO)
    yield handler.stream
    recording.log.setLevel(level)
    handler.stream = before


def test_programs_that_watch_the_log_get_a_line_with_fixed_names(
    lines: io.StringIO,
    firm: Organisation,
    client: Client,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        log_in(client)
    person = User.objects.get().pk
    assert (
        lines.getvalue()
        .rstrip()
        .endswith(
            f"INFO bonbrug.security security_event kind=signed_in result=done"
            f" organisation={firm.pk} sequence=1 who=person who_id={person} about=none about_id=0"
        )
    )


def test_no_secret_and_no_wrong_password_is_in_the_log_or_the_lines(
    lines: io.StringIO,
    firm: Organisation,
    client: Client,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    token, wrong = secrets.token_urlsafe(32), secrets.token_urlsafe(20)
    with django_capture_on_commit_callbacks(execute=True):
        make_login_link(User.objects.get(), datetime.now(UTC), token)
        log_in(client, wrong)
        log_in(client, wrong, f"{wrong.lower()}@firma.example")
        log_in(client)
        client.post("/uitloggen/")
        client.post(f"/inloggen/{token}/")
        client.post(f"/inloggen/{token}/")
    stored = str(list(SecurityEvent.objects.values()))
    assert lines.getvalue().count("security_event") == SecurityEvent.objects.count() == 7
    for secret in (token, wrong, PASSWORD):
        assert secret not in stored
        assert secret not in lines.getvalue()
    assert OFFICE not in lines.getvalue()
    assert "192.0.2" not in lines.getvalue()


def test_what_is_told_outside_a_request_is_told_by_the_command_line(firm: Organisation) -> None:
    record(firm.pk, NewEvent(Kind.KEYS_ROTATED), NOW)
    assert told(firm.pk) == [("keys_rotated", "done", "terminal", "")]
