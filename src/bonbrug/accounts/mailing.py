"""Handing a mail to the mail server that the operator named, through Django's back end."""

import smtplib
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from bonbrug.accounts.transactions import let_go_of_lines, no_transaction_open
from bonbrug.values.addresses import is_this_machine

SECONDS = 20
PORTS = {"smtp": 587, "smtps": 465}
# Answers of a mail server: it has the mail; it has not; it never will (RFC 5321, 4.2.1).
TAKEN, REFUSALS, NEVER = 250, range(400, 600), 500


class Undelivered(Exception):
    """The mail server did not say that it took the mail; `code` says why.

    `certain` tells whether it surely did not take it: only then another try cannot double it.
    `final` tells whether another try would end the same, such as an address that does not exist.
    """

    def __init__(self, code: str, *, certain: bool = True, final: bool = False) -> None:
        super().__init__(code)
        self.code, self.certain, self.final = code, certain, final


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
    except (OSError, smtplib.SMTPException) as error:
        _tell(error, backend)
    finally:
        backend.close()


def _tell(error: Exception, backend: "GuardedBackend") -> None:
    """Raise Undelivered; after the server's yes nothing that goes wrong matters any more."""
    if backend.taken:
        return
    if isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPNotSupportedError):
        raise Undelivered("mail_login") from error
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = [code for code, _ in error.recipients.values()]
        raise Undelivered("mail_addresses", final=min(answers, default=0) >= NEVER) from error
    if isinstance(error, smtplib.SMTPResponseException):
        certain = not backend.begun or _refused(error)
        final = certain and error.smtp_code >= NEVER
        raise Undelivered(f"smtp_{error.smtp_code}", certain=certain, final=final) from error
    raise Undelivered("mail_unreachable", certain=not backend.begun) from error


def _refused(error: smtplib.SMTPResponseException) -> bool:
    """Tell a refusal of the text from an answer that could not be read."""
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code in REFUSALS


class _Watched(smtplib.SMTP):
    """Knows how far the mail went: begun is said before its text goes, taken after the yes."""

    begun = taken = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Hand over the text of the mail."""
        self.begun = True
        answer = super().data(msg)
        self.taken = answer[0] == TAKEN
        return answer


class WatchedTLS(_Watched, smtplib.SMTP_SSL):
    """TLS from the first byte."""


class RequiredTLS(_Watched):
    """A server that does not offer TLS may be one whose offer was taken out on the way."""

    def starttls(self, *given: Any, **named: Any) -> tuple[int, bytes]:
        """Begin TLS, or refuse to say anything more."""
        try:
            return super().starttls(*given, **named)
        except smtplib.SMTPNotSupportedError as error:
            raise Undelivered("mail_open_line") from error


class OfferedTLS(_Watched):
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
        self._line: object = None  # stays known after it was closed

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """Say how the line is opened."""
        if self.use_ssl:
            return WatchedTLS
        return OfferedTLS if self._open_line_allowed else RequiredTLS

    def open(self) -> bool | None:
        """Open the line, never while this thread holds a transaction."""
        no_transaction_open()
        let_go_of_lines()
        opened = super().open()
        self._line = self.connection
        return opened

    @property
    def begun(self) -> bool:
        """Tell whether the server may have the mail."""
        return bool(getattr(self._line, "begun", False))

    @property
    def taken(self) -> bool:
        """Tell whether the server said that it has the mail."""
        return bool(getattr(self._line, "taken", False))


def _may_be_open(server: MailServer) -> bool:
    """A password never leaves this machine over an open line, also not to an internal host."""
    internal = server.host in (host.lower() for host in settings.BONBRUG_INTERNAL_HOSTS)
    return is_this_machine(server.host) or (internal and not server.user)
