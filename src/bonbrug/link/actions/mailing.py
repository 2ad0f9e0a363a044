"""Handing a mail to the mail server that the operator named."""

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from django.conf import settings

from bonbrug.link.crossing import no_transaction_open
from bonbrug.values.addresses import is_this_machine

SECONDS = 20
PORTS = {"smtp": 587, "smtps": 465}


class Undelivered(Exception):
    """The mail server did not take the mail; `code` says why. It may be tried again."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class MailServer:
    """``smtps`` is closed from the first byte; ``smtp`` closes itself before anything is said.

    A server that does not offer that may be one whose offer was taken out on the way, so only on
    this machine and on internal hosts a mail goes over an open line.
    """

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
    session.ehlo()
    closed = server.closed
    if not closed and session.has_extn("starttls"):
        session.starttls(context=ssl.create_default_context())
        session.ehlo()
        closed = True
    if not closed and not _may_be_open(server):
        raise Undelivered("mail_open_line")
    if server.user:
        session.login(server.user, server.password)


def _may_be_open(server: MailServer) -> bool:
    """A password never leaves this machine over an open line, also not to an internal host."""
    internal = server.host in (host.lower() for host in settings.BONBRUG_INTERNAL_HOSTS)
    return is_this_machine(server.host) or (internal and not server.user)
