"""A real mail server on this machine that can be stopped and started again."""

import socket
from asyncio import WriteTransport
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Postbox:
    """What came in. `refuse` is answered to every message.

    With `cut` the line breaks once a message is taken, so its sender gets no answer.
    """

    host: str = "127.0.0.1"
    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    logins: list[bytes] = field(default_factory=list)
    refuse: str = ""
    cut: bool = False
    controller: Controller | None = None

    @property
    def url(self) -> str:
        return f"smtp://{self.host}:{self.port}"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - the name that the server calls
        if self.refuse:
            return self.refuse
        content = envelope.content
        assert isinstance(content, bytes)
        mail = message_from_bytes(content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.recipients.append(list(map(str, envelope.rcpt_tos)))
        if self.cut:  # taken, but the answer gets lost
            assert isinstance(server.transport, WriteTransport)
            server.transport.abort()
        return "250 OK"

    def log_in(
        self, server: SMTP, session: Session, envelope: Envelope, how: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append(data.password)
        return AuthResult(success=data.password == b"geheim:/@", handled=False)

    def start(self, **options: Any) -> None:
        self.controller = Controller(self, self.host, self.port, **options)
        self.controller.start()

    def stop(self) -> None:
        if self.controller:
            self.controller.stop()
            self.controller = None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def postbox(settings: Any) -> Iterator[Postbox]:
    """Start one and name it in the settings."""
    box = Postbox(port=free_port())
    settings.BONBRUG_SMTP_URL = box.url
    settings.BONBRUG_MAIL_FROM = "bonbrug@example.com"
    box.start()
    yield box
    box.stop()
