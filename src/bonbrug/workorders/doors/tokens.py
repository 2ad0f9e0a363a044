"""Who stands at the door (docs/wire/werkbonapp.md §2.1)."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

from bonbrug.accounts import ending
from bonbrug.accounts.client_address import is_near
from bonbrug.accounts.keys import digest
from bonbrug.accounts.rate_limiter import Guess, visitor_of, wrong
from bonbrug.wire.werkbonapp.faults import (
    HTTPS_NEEDED,
    SOFTWARE_TOKEN_REFUSED,
    TOKEN_REFUSED,
    Fault,
    general,
)
from bonbrug.wire.werkbonapp.queries import Tokens, read_tokens
from bonbrug.workorders.models import Company, ExternalLink

_HEADERS = {"token": "X-Token", "software_token": "X-Software-Token"}


@dataclass(frozen=True, slots=True)
class Caller:
    """A package that showed both tokens of one company."""

    link: ExternalLink

    @property
    def company(self) -> Company:
        return self.link.company

    @property
    def package(self) -> str:
        return self.link.package

    @property
    def source(self) -> str:
        """What the records it brings are marked with."""
        return self.package if self.package == ExternalLink.EBOEKHOUDEN else ""


def require_https(request: HttpRequest) -> None:
    """Fault 1006 for plain http, where this installation demands https; not on the loopback."""
    if settings.HTTPS and not request.is_secure() and not is_near(request):
        raise general(HTTPS_NEEDED)


def caller_of(request: HttpRequest, now: datetime) -> Caller:
    """Return who calls; Fault 1002, 1003, 1004 or 1005, in this order.

    The tokens stand in the query, or in headers for clients that keep addresses clean. They are
    compared first: both are drawn and long, and one address may serve many companies, so a right
    pair is never refused for what others guessed.
    """
    given = {
        name: request.GET.get(name) or request.headers.get(header, "")
        for name, header in _HEADERS.items()
    }
    tokens = read_tokens(given)
    try:
        return _known(tokens)
    except Fault as refused:
        wait = wrong(Guess("tokens", visitor_of(request), tokens.token), now)
        raise _too_many(wait) if wait else refused from None


def _too_many(wait: timedelta) -> Fault:
    """After too many, one answer for both: it says no more which of the two was wrong."""
    seconds = round(wait.total_seconds())
    return Fault(TOKEN_REFUSED, [f"Too many wrong tokens. Try again in {seconds} seconds"])


def _known(tokens: Tokens) -> Caller:
    token_digest = digest(tokens.token)
    link = ExternalLink.objects.select_related("company").filter(token_digest=token_digest).first()
    if link is None or not hmac.compare_digest(link.token_digest, token_digest):
        raise general(TOKEN_REFUSED)
    if not hmac.compare_digest(link.software_token_digest, digest(tokens.software_token)):
        raise general(SOFTWARE_TOKEN_REFUSED)
    if ending.is_ending(link.company.organisation_id):
        raise general(TOKEN_REFUSED)
    return Caller(link)
