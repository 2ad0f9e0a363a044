"""Handing a mail to the mail server that the operator named, through Django's back end."""

import smtplib
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

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
    """``smtps`` speaks TLS from the first byte; ``smtp`` asks for it before anything is said."""

    tls_from_the_start: bool
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)


def server_at(url: str) -> MailServer:
    """Read ``smtp://user:pass@host:port`` or ``smtps://…``."""
    parts = urlsplit(url)
    return MailServer(
        tls_from_the_start=parts.scheme == "smtps",
        host=parts.hostname or "",
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def deliver(url: str, message: EmailMessage) -> None:
    """Hand over one mail; Undelivered when the server did not take it, or perhaps did."""
    backend = GuardedBackend(server_at(url))
    try:
        backend.send_messages([message])
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError) as error:
        raise Undelivered("mail_login") from error
    except smtplib.SMTPRecipientsRefused as error:
        raise Undelivered("mail_addresses") from error
    except smtplib.SMTPResponseException as error:
        raise Undelivered(f"smtp_{error.smtp_code}") from error
    except (OSError, smtplib.SMTPException) as error:
        raise Undelivered("mail_unreachable") from error
    finally:
        backend.close()


class RequiredTLS(smtplib.SMTP):
    """A server that does not offer TLS may be one whose offer was taken out on the way."""

    def starttls(self, *given: Any, **named: Any) -> tuple[int, bytes]:
        """Begin TLS, or refuse to say anything more."""
        try:
            return super().starttls(*given, **named)
        except smtplib.SMTPNotSupportedError as error:
            raise Undelivered("mail_open_line") from error


class OfferedTLS(smtplib.SMTP):
    """On this machine and on internal hosts TLS is used where it is offered."""

    def starttls(self, *given: Any, **named: Any) -> tuple[int, bytes]:
        """Begin TLS when the server offers it."""
        self.ehlo_or_helo_if_needed()
        if self.has_extn("starttls"):
            return super().starttls(*given, **named)
        return 0, b""


class GuardedBackend(EmailBackend):
    """Django's back end with bounds: TLS with a verified certificate, a time, no transaction."""

    def __init__(self, server: MailServer) -> None:
        super().__init__(
            host=server.host,
            port=server.port,
            username=server.user,
            password=server.password,
            use_tls=not server.tls_from_the_start,
            use_ssl=server.tls_from_the_start,
            timeout=SECONDS,
        )
        self._open_line_allowed = _may_be_open(server)

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """Say how the line is opened."""
        if self.use_ssl:
            return smtplib.SMTP_SSL
        return OfferedTLS if self._open_line_allowed else RequiredTLS

    def open(self) -> bool | None:
        """Open the line, never while this thread holds a transaction."""
        no_transaction_open()
        return super().open()


def _may_be_open(server: MailServer) -> bool:
    """A password never leaves this machine over an open line, also not to an internal host."""
    internal = server.host in (host.lower() for host in settings.BONBRUG_INTERNAL_HOSTS)
    return is_this_machine(server.host) or (internal and not server.user)
