"""A password does not leave this machine over an open line."""

from email.message import EmailMessage

import pytest

from bonbrug.link.actions import posting
from bonbrug.link.actions.posting import MailServer, Undelivered, server_at
from tests.link.digest.conftest import Postbox


def test_an_address_is_read_in_its_parts() -> None:
    assert server_at("smtps://bon:ge%40heim@mail.example.com") == MailServer(
        closed=True, host="mail.example.com", port=465, user="bon", password="ge@heim"
    )
    assert server_at("smtp://localhost:2525").port == 2525


def test_a_password_is_not_shown() -> None:
    assert "geheim" not in repr(server_at("smtp://bon:geheim@mail.example.com"))


@pytest.mark.django_db(transaction=True)
def test_no_password_goes_to_another_machine_without_tls(
    postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "_is_here", lambda host: False)
    url = f"smtp://bon:geheim@127.0.0.1:{postbox.port}"
    with pytest.raises(Undelivered, match="mail_open_line"):
        posting.deliver(url, EmailMessage(), ["kantoor@example.com"])
    assert postbox.logins == []
