"""A stranger who finds a hole of this site can read where to report it."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from django.test import Client

from bonbrug.site.security_txt import contact_uri, written
from bonbrug.values.clock import system_clock

PLACE = "/.well-known/security.txt"
NOW = datetime(2018, 9, 19, 3, 15, tzinfo=UTC)
SITE = "https://bonbrug.example"


def test_it_has_the_fields_of_the_rfc() -> None:
    assert written("security@firma.example", SITE, NOW) == (
        "Contact: mailto:security@firma.example\n"
        "Expires: 2019-03-18T00:00:00Z\n"
        "Preferred-Languages: nl, en\n"
        "Canonical: https://bonbrug.example/.well-known/security.txt\n"
    )


def test_it_is_the_same_all_day_and_another_one_tomorrow() -> None:
    late = NOW.replace(hour=23, minute=59)
    assert written("a@b.example", SITE, NOW) == written("a@b.example", SITE, late)
    assert written("a@b.example", SITE, NOW) != written("a@b.example", SITE, NOW + timedelta(1))


def test_the_end_is_written_in_utc() -> None:
    east = NOW.astimezone(timezone(timedelta(hours=13)))
    assert written("a@b.example", SITE, east) == written("a@b.example", SITE, NOW)


def test_a_site_on_this_machine_has_no_canonical_address() -> None:
    assert "Canonical" not in str(written("a@b.example", "http://127.0.0.1:8000", NOW))


@pytest.mark.parametrize(
    ("contact", "uri"),
    [
        ("security@firma.example", "mailto:security@firma.example"),
        ("a+b?c@firma.example", "mailto:a%2Bb%3Fc@firma.example"),
        ("https://firma.example/lek?taal=nl", "https://firma.example/lek?taal=nl"),
        ("http://firma.example/lek", None),
        ("https://naam:geheim@firma.example/", None),
        ("https://", None),
        ("https://[firma", None),
        ("https://firma.example/lek melden", None),
        ("https://firma.example/\nExpires: nooit", None),
        ("a@b.example\nContact: c@d.example", None),
        ("a@b.example, c@d.example", None),
        ("", None),
    ],
)
def test_a_contact_is_one_address_and_never_a_second_line(contact: str, uri: str | None) -> None:
    assert contact_uri(contact) == uri


@pytest.mark.django_db
def test_anybody_can_read_it(client: Client, settings: Any) -> None:
    settings.BONBRUG_SECURITY_CONTACT = "security@firma.example"
    answer = client.get(PLACE)
    assert (answer.status_code, answer.headers["Content-Type"]) == (
        200, "text/plain; charset=utf-8",
    )  # fmt: skip
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert fields["Contact"] == "mailto:security@firma.example"
    ends = datetime.fromisoformat(fields["Expires"])
    assert timedelta(days=178) < ends - system_clock() <= timedelta(days=180)
    assert client.head(PLACE).status_code == 200
    assert client.post(PLACE).status_code == 405


@pytest.mark.django_db
def test_where_nobody_is_named_there_is_nothing(client: Client, settings: Any) -> None:
    settings.BONBRUG_SECURITY_CONTACT = ""
    assert client.get(PLACE).status_code == 404
