"""Who stands at the door (specs/werkbonapp section 2 and checklist 1)."""

import hmac
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from bonbrug.accounts.arrival import is_near
from bonbrug.accounts.keys import digest
from bonbrug.wire.werkbonapp.faults import (
    HTTPS_NEEDED,
    SOFTWARE_TOKEN_REFUSED,
    TOKEN_REFUSED,
    general,
)
from bonbrug.wire.werkbonapp.queries import Tokens, read_tokens
from bonbrug.workorders.models import Company, ExternalLink

_HEADERS = {"token": "X-Token", "software_token": "X-Software-Token"}


@dataclass(frozen=True, slots=True)
class Caller:
    """A package that showed both tokens of one company."""

    company: Company
    package: str

    @property
    def source(self) -> str:
        """What the records it brings are marked with."""
        return self.package if self.package == ExternalLink.EBOEKHOUDEN else ""


def require_https(request: HttpRequest) -> None:
    """Fault 1006 for plain http, where this installation demands https; not on the loopback."""
    if settings.HTTPS and not request.is_secure() and not is_near(request):
        raise general(HTTPS_NEEDED)


def caller_of(request: HttpRequest) -> Caller:
    """Return who calls; Fault 1002, 1003, 1004 or 1005, in this order.

    The tokens stand in the query, or in headers for clients that keep addresses clean.
    """
    given = {
        name: request.GET.get(name) or request.headers.get(header, "")
        for name, header in _HEADERS.items()
    }
    return _known(read_tokens(given))


def _known(tokens: Tokens) -> Caller:
    token_digest = digest(tokens.token)
    link = ExternalLink.objects.select_related("company").filter(token_digest=token_digest).first()
    if link is None or not hmac.compare_digest(link.token_digest, token_digest):
        raise general(TOKEN_REFUSED)
    if not hmac.compare_digest(link.software_token_digest, digest(tokens.software_token)):
        raise general(SOFTWARE_TOKEN_REFUSED)
    return Caller(link.company, link.package)
