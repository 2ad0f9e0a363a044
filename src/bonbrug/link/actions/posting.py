"""Handing a mail to the mail server that the operator named."""

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from bonbrug.link.crossing import no_transaction_open

SECONDS = 20
PORTS = {"smtp": 587, "smtps": 465}


class Undelivered(Exception):
    """The mail server did not take the mail; `code` says why. It may be tried again."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class MailServer:
    """``smtps`` is closed from the first byte; ``smtp`` closes itself where the server can."""

    closed: bool
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)


def server_at(url: str) -> MailServer:
    """Read ``smtp://user:pass@host:port`` or ``smtps://…``."""
    parts = urlsplit(url)
    return MailServer(
        closed=parts.scheme == "smtps",
        host=parts.hostname or "",
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def deliver(url: str, message: EmailMessage, recipients: list[str]) -> None:
    """Hand over one mail; Undelivered when the server did not take it, or perhaps did."""
    no_transaction_open()
    server = server_at(url)
    try:
        with _opened(server) as session:
            _close_and_log_in(session, server)
            session.send_message(message, to_addrs=recipients)
    except smtplib.SMTPAuthenticationError as error:
        raise Undelivered("mail_login") from error
    except smtplib.SMTPRecipientsRefused as error:
        raise Undelivered("mail_addresses") from error
    except smtplib.SMTPResponseException as error:
        raise Undelivered(f"smtp_{error.smtp_code}") from error
    except (OSError, smtplib.SMTPException) as error:
        raise Undelivered("mail_unreachable") from error


def _opened(server: MailServer) -> smtplib.SMTP:
    if server.closed:
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=SECONDS)


def _close_and_log_in(session: smtplib.SMTP, server: MailServer) -> None:
    """A password never leaves this machine over an open line."""
    session.ehlo()
    closed = server.closed
    if not closed and session.has_extn("starttls"):
        session.starttls(context=ssl.create_default_context())
        session.ehlo()
        closed = True
    if not server.user:
        return
    if not closed and not _is_here(server.host):
        raise Undelivered("mail_open_line")
    session.login(server.user, server.password)


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
