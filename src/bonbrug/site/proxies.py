"""Who asks, and over what, where a proxy stands in front: found once, before all else.

Only BONBRUG_TRUSTED_PROXIES are believed. Whatever anybody forwards is taken out of the request, so
that nothing behind this reads it again: REMOTE_ADDR, the scheme and Host are what counts.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from bonbrug.accounts.client_address import PASSED_ON

log = logging.getLogger(__name__)
Answer = Callable[[HttpRequest], HttpResponse]
Address = IPv4Address | IPv6Address
FAMILY = "HTTP_X_FORWARDED"
COUSINS = {"HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_X_CLIENT_IP", "HTTP_CLIENT_IP"}
STRANGE_PROXIES = 32  # neighbours that are remembered as told about


class Proxies:
    """Middleware, the first of all."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        forwarded = _taken_out(request.META)
        peer = address(request.META.get("REMOTE_ADDR", ""))
        if peer is not None:
            request.META["REMOTE_ADDR"] = str(peer)
            _believe(request, peer, forwarded)
        return self.answer(request)


def _believe(request: HttpRequest, peer: Address, forwarded: Mapping[str, str]) -> None:
    if _trusted(peer):
        chain = forwarded.get(f"{FAMILY}_FOR", "").split(",")
        request.META["REMOTE_ADDR"] = str(visitor(peer, chain))
        request.META.update(_scheme_and_host(forwarded))
    elif forwarded:
        request.META[PASSED_ON] = True
        if peer.is_private:
            _tell(peer)


def _taken_out(meta: dict[str, str]) -> dict[str, str]:
    names = [name for name in meta if name.startswith(FAMILY) or name in COUSINS]
    return {name: meta.pop(name) for name in names}


def visitor(peer: Address, chain: Iterable[str]) -> Address:
    """Return who asked: from the right, the first that is no proxy of ours.

    `chain` is X-Forwarded-For: each proxy adds, at the end, whom it heard. A word that is no
    address ends the walk, for what stands left of it was written by somebody we cannot name.
    """
    here = peer
    for word in reversed(list(chain)):
        heard = address(word)
        if heard is None or not _trusted(here):
            break
        here = heard
    return here


def _scheme_and_host(forwarded: Mapping[str, str]) -> dict[str, str]:
    """Return what the nearest proxy said; Django compares the host with BONBRUG_HOSTS."""
    scheme = _last(forwarded, "PROTO").lower()
    host = _last(forwarded, "HOST")
    return {
        **({"wsgi.url_scheme": scheme} if scheme in ("http", "https") else {}),
        **({"HTTP_HOST": host} if host else {}),
    }


def _last(forwarded: Mapping[str, str], name: str) -> str:
    return forwarded.get(f"{FAMILY}_{name}", "").rpartition(",")[2].strip()


def address(text: str) -> Address | None:
    """Read ``192.0.2.7``, ``192.0.2.7:5000``, ``2001:db8::7`` or ``[2001:db8::7]:5000``."""
    word = text.strip().strip('"')
    if word.startswith("["):
        word = word[1:].partition("]")[0]
    elif word.count(":") == 1:
        word = word.partition(":")[0]
    try:
        # What stands after % is a card of another machine, and no column takes it.
        found = ip_address(word.partition("%")[0])
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def _trusted(peer: Address) -> bool:
    return any(peer in network for network in settings.BONBRUG_TRUSTED_PROXIES)


@lru_cache(STRANGE_PROXIES)
def _tell(peer: Address) -> None:
    log.warning(
        "%s forwards requests and is not named in BONBRUG_TRUSTED_PROXIES: whom it forwards for and"
        " whether they used https is not believed, so that nobody can log in through it",
        peer,
    )
