"""A password does not leave this machine over an open line."""

import ssl
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bonbrug.link.actions import mailing
from bonbrug.link.actions.mailing import MailServer, Undelivered, server_at
from tests.link.digest.conftest import Postbox

pytestmark = pytest.mark.django_db(transaction=True)
TO = ["kantoor@example.com"]


def mail() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "bonbrug@example.com"
    return message


@pytest.fixture
def certificate(tmp_path: Path) -> ssl.SSLContext:
    """A certificate for this machine that nobody signed."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
    path = tmp_path / "both.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def test_an_address_is_read_in_its_parts() -> None:
    assert server_at("smtps://bon:ge%40heim@mail.example.com") == MailServer(
        closed=True, host="mail.example.com", port=465, user="bon", password="ge@heim"
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
        mailing.deliver(url, EmailMessage(), ["kantoor@example.com"])
    assert postbox.logins == []


def test_no_password_goes_to_an_internal_host_without_tls(
    postbox: Postbox, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(mailing, "is_this_machine", lambda host: False)
    settings.BONBRUG_INTERNAL_HOSTS = [postbox.host]
    with pytest.raises(Undelivered, match="mail_open_line"):
        mailing.deliver(f"smtp://bon:geheim@{postbox.host}:{postbox.port}", mail(), TO)
    assert postbox.logins == []


def test_no_mail_goes_to_another_machine_that_does_not_offer_tls(
    postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody on the way can take the offer out of the answer."""
    monkeypatch.setattr(mailing, "is_this_machine", lambda host: False)
    with pytest.raises(Undelivered, match="mail_open_line"):
        mailing.deliver(postbox.url, mail(), TO)
    assert postbox.mails == []


def test_mail_goes_to_an_internal_host_that_does_not_offer_tls(
    postbox: Postbox, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(mailing, "is_this_machine", lambda host: False)
    settings.BONBRUG_INTERNAL_HOSTS = [postbox.host]
    mailing.deliver(postbox.url, mail(), TO)
    assert len(postbox.mails) == 1


def test_an_offered_tls_is_taken_also_on_this_machine(
    postbox: Postbox, certificate: ssl.SSLContext
) -> None:
    """The certificate of nobody's: what is offered and cannot be trusted is no line to use."""
    postbox.stop()
    postbox.start(tls_context=certificate)
    with pytest.raises(Undelivered, match="mail_unreachable"):
        mailing.deliver(postbox.url, mail(), TO)
    assert postbox.mails == []
