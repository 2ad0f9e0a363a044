"""Meldingen on their page."""

from typing import Any

import pytest
from django.test import Client

from bonbrug.link.models import Connection, Digest
from tests.link.pages.conftest import NOW


@pytest.fixture
def address(linked: Connection, settings: Any) -> str:
    settings.BONBRUG_SMTP_URL = "smtp://127.0.0.1:9"
    return f"/koppeling/{linked.pk}/meldingen/"


def test_addresses_are_kept_each_once(page: Client, address: str, linked: Connection) -> None:
    given = {"addresses": "a@example.com; b@example.com, a@example.com"}
    text = page.post(address, given, follow=True).content.decode()
    linked.refresh_from_db()
    assert linked.notify == ["a@example.com", "b@example.com"]
    assert "De adressen zijn opgeslagen." in text
    assert "a@example.com, b@example.com" in text


@pytest.mark.parametrize("given", ["geen adres", "a@example.com\nBcc: b@example.com", "a@b"])
def test_what_is_no_address_is_refused_and_not_lost(
    page: Client, address: str, linked: Connection, given: str
) -> None:
    answer = page.post(address, {"addresses": given})
    assert answer.status_code == 422
    assert "is geen e-mailadres" in answer.content.decode()
    linked.refresh_from_db()
    assert linked.notify == []


def test_more_than_ten_is_refused(page: Client, address: str) -> None:
    many = ",".join(f"p{n}@example.com" for n in range(11))
    assert "Ten hoogste tien adressen." in page.post(address, {"addresses": many}).content.decode()


def test_without_a_mail_server_the_page_says_who_can_help(
    page: Client, address: str, settings: Any
) -> None:
    settings.BONBRUG_SMTP_URL = ""
    assert "BONBRUG_SMTP_URL" in page.get(address).content.decode()


def test_a_mail_that_does_not_get_away_says_why(
    page: Client, address: str, linked: Connection
) -> None:
    Digest.objects.create(
        connection=linked,
        message_id="<1@example.com>",
        made_at=NOW,
        next_try_at=NOW,
        attempts=3,
        code="mail_unreachable",
    )
    text = page.get(address).content.decode()
    assert "kon nog niet worden verstuurd: de mailserver antwoordt niet. Pogingen: 3." in text


def test_the_last_mail_is_shown(page: Client, address: str, linked: Connection) -> None:
    Digest.objects.create(connection=linked, message_id="<1@example.com>", made_at=NOW, sent_at=NOW)
    assert "De laatste mail ging op 17-09-2018 15:16" in page.get(address).content.decode()
