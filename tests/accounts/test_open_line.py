"""A password does not leave this machine over an open line."""

import ssl
from pathlib import Path
from typing import Any

import pytest
import trustme
from django.core.mail import EmailMessage
from django.db import transaction

from bonbrug.accounts import mailing
from bonbrug.accounts.mailing import MailServer, Undelivered, server_at
from bonbrug.accounts.transactions import InsideTransaction
from tests.postbox import Postbox

pytestmark = pytest.mark.django_db(transaction=True)
TO = ["kantoor@example.com"]


def mail() -> EmailMessage:
    return EmailMessage("Bonbrug", "Eén punt wacht.", "bonbrug@example.com", TO)


def certified(name: str, trusted: pytest.MonkeyPatch | None, folder: Path) -> ssl.SSLContext:
    """A certificate for a name, by an authority that this machine does or does not trust."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    if trusted:
        authority.cert_pem.write_to_path(folder / "authority.pem")
        trusted.setenv("SSL_CERT_FILE", str(folder / "authority.pem"))
    return context


def test_an_address_is_read_in_its_parts() -> None:
    assert server_at("smtps://bon:ge%40heim@mail.example.com") == MailServer(
        tls_from_the_start=True, host="mail.example.com", port=465, user="bon", password="ge@heim"
    )
    assert server_at("smtp://localhost:2525").port == 2525


def test_a_password_is_not_shown() -> None:
    assert "geheim" not in repr(server_at("smtp://bon:geheim@mail.example.com"))


def test_no_password_goes_to_another_machine_without_tls(
    postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailing, "is_this_machine", lambda host: False)
    url = f"smtp://bon:geheim@127.0.0.1:{postbox.port}"
    with pytest.raises(Undelivered, match="mail_open_line"):
        mailing.deliver(url, mail())
    assert postbox.logins == []


def test_no_password_goes_to_an_internal_host_without_tls(
    postbox: Postbox, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(mailing, "is_this_machine", lambda host: False)
    settings.BONBRUG_INTERNAL_HOSTS = [postbox.host]
    with pytest.raises(Undelivered, match="mail_open_line"):
        mailing.deliver(f"smtp://bon:geheim@{postbox.host}:{postbox.port}", mail())
    assert postbox.logins == []


def test_no_mail_goes_to_another_machine_that_does_not_offer_tls(
    postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody on the way can take the offer out of the answer."""
    monkeypatch.setattr(mailing, "is_this_machine", lambda host: False)
    with pytest.raises(Undelivered, match="mail_open_line"):
        mailing.deliver(postbox.url, mail())
    assert postbox.mails == []


def test_mail_goes_to_an_internal_host_that_does_not_offer_tls(
    postbox: Postbox, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(mailing, "is_this_machine", lambda host: False)
    settings.BONBRUG_INTERNAL_HOSTS = [postbox.host]
    mailing.deliver(postbox.url, mail())
    assert len(postbox.mails) == 1


def test_an_offered_tls_is_taken_also_on_this_machine(postbox: Postbox, tmp_path: Path) -> None:
    """The certificate of nobody's: what is offered and cannot be trusted is no line to use."""
    postbox.stop()
    postbox.start(tls_context=certified("127.0.0.1", None, tmp_path))
    with pytest.raises(Undelivered, match="mail_unreachable"):
        mailing.deliver(postbox.url, mail())
    assert postbox.mails == []


def test_mail_goes_over_an_offered_tls_that_can_be_trusted(
    postbox: Postbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(mailing, "is_this_machine", lambda host: False)
    postbox.stop()
    context = certified("127.0.0.1", monkeypatch, tmp_path)
    postbox.start(tls_context=context, require_starttls=True)
    mailing.deliver(postbox.url, mail())
    assert [one.get_content() for one in postbox.mails] == ["Eén punt wacht.\r\n"]


def test_mail_goes_over_tls_from_the_first_byte(
    postbox: Postbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    postbox.stop()
    postbox.start(ssl_context=certified("127.0.0.1", monkeypatch, tmp_path))
    mailing.deliver(f"smtps://{postbox.host}:{postbox.port}", mail())
    assert postbox.recipients == [TO]


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_no_mail_goes_to_a_server_with_the_certificate_of_another(
    scheme: str, postbox: Postbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    postbox.stop()
    context = certified("elders.example.com", monkeypatch, tmp_path)
    postbox.start(**{"tls_context" if scheme == "smtp" else "ssl_context": context})
    with pytest.raises(Undelivered, match="mail_unreachable"):
        mailing.deliver(f"{scheme}://{postbox.host}:{postbox.port}", mail())
    assert postbox.mails == []


def test_a_server_that_takes_no_password_is_named(postbox: Postbox) -> None:
    with pytest.raises(Undelivered, match="mail_login"):
        mailing.deliver(f"smtp://bon:geheim@{postbox.host}:{postbox.port}", mail())


def test_no_mail_goes_inside_a_transaction(postbox: Postbox) -> None:
    with pytest.raises(InsideTransaction), transaction.atomic():
        mailing.deliver(postbox.url, mail())
    assert postbox.mails == []
