"""The only door of the link to the outside: from a stored connection to its two ports.

Here a read gets its second and third try (sync/ports/retrying.py), and nowhere else.
"""

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from random import SystemRandom
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from django.conf import settings

from bonbrug.accounts.transactions import let_go_of_lines, no_transaction_open
from bonbrug.gateways import http, http_breaker, http_deadline
from bonbrug.gateways.eboekhouden_soap import EboekhoudenSoap
from bonbrug.gateways.werkbonapp import WerkbonApp
from bonbrug.link.models import Connection, silence
from bonbrug.sync.model.capabilities import BooksCapabilities, FieldCapabilities
from bonbrug.sync.model.failures import Misconfigured
from bonbrug.sync.ports.bookkeeping import Bookkeeping
from bonbrug.sync.ports.field_service import FieldService
from bonbrug.sync.ports.retrying import Patience, RetryingBooks, RetryingField
from bonbrug.values.addresses import pairs
from bonbrug.values.clock import Clock, system_clock

# Older ones settle a work order by handing it over (docs/wire/werkbonapp.md §1).
OLDEST_OPEN_API = 8
VERSION = re.compile(r"/openapi/v?(\d+)(?:/|$)", re.IGNORECASE)
FIELD_SECRETS = ("token", "software_token", "bearer_token")
PATIENCE = Patience(SystemRandom().random, time.sleep)
Addresses = dict[str, str]
Open = TypeVar("Open")
Able = TypeVar("Able")
_question: ContextVar[Callable[[], None]] = ContextVar("question", default=lambda: None)


@contextmanager
def asking_first(question: Callable[[], None], whom: str) -> Iterator[None]:
    """Ask before every send of this run; whatever it raises comes instead of the answer.

    `whom` the run is for: a host that several cannot reach is left alone for a minute.
    """
    token, run = _question.set(question), http_breaker.behalf.set(whom)
    try:
        yield
    finally:
        _question.reset(token)
        http_breaker.behalf.reset(run)


def _ask_first() -> None:
    _question.get()()


def guard_sends() -> None:
    """Hang the checks on every send; once, however often it is called."""
    for check in (no_transaction_open, _ask_first, let_go_of_lines):
        if check not in http.before_send:
            http.before_send.append(check)


@dataclass(frozen=True, slots=True)
class Gateway(Generic[Open, Able]):
    """One kind of service: where the operator lists those of this kind, how one is opened, and what
    it can do.
    """

    listed: Callable[[], str]
    open: Open
    capabilities: Able


def _over_soap(address: str, codes: Sequence[str], clock: Clock) -> Bookkeeping:
    username, code1, code2 = codes
    return EboekhoudenSoap(
        _http(), address, username, code1, code2, clock=clock, row_cap=settings.BONBRUG_ROW_CAP
    )


def _over_openapi(address: str, tokens: Sequence[str]) -> FieldService:
    if settles_by_reading(address):
        raise Misconfigured("old_open_api", address)
    return WerkbonApp(_http(), address, *tokens)


BooksGateway = Gateway[Callable[[str, Sequence[str], Clock], Bookkeeping], BooksCapabilities]
FieldGateway = Gateway[Callable[[str, Sequence[str]], FieldService], FieldCapabilities]
# The kinds of services that the link can open; another one is one more entry.
BOOKS: dict[str, BooksGateway] = {
    "eboekhouden_soap": Gateway(
        lambda: settings.BONBRUG_EBOEKHOUDEN_SOAP_URL, _over_soap, EboekhoudenSoap.capabilities
    ),
}
FIELD: dict[str, FieldGateway] = {
    "werkbonapp": Gateway(
        lambda: settings.BONBRUG_WERKBONAPP_URL, _over_openapi, WerkbonApp.capabilities
    ),
}


def counterparts() -> tuple[Addresses, Addresses]:
    """Return name → address of the books and of the work orders, as the operator listed them."""
    return _listed(BOOKS), _listed(FIELD)


def _listed(kinds: Mapping[str, Gateway[Open, Able]]) -> Addresses:
    return {
        name: address
        for kind in kinds.values()
        for name, address in addresses(kind.listed()).items()
    }


def addresses(listed: str) -> Addresses:
    """Return name → address; one address without a name is called ``ingebouwd``."""
    return dict(pairs(listed))


def _known(kinds: Mapping[str, Gateway[Open, Able]], name: str) -> tuple[Gateway[Open, Able], str]:
    """Return the kind of the service of this name, and its address."""
    for kind in kinds.values():
        if address := addresses(kind.listed()).get(name):
            return kind, address
    raise Misconfigured("unknown_service", name)


def _http() -> http.Http:
    return _client(settings.BONBRUG_REPLY_SECONDS)


@lru_cache(maxsize=2)
def _client(seconds: int) -> http.Http:
    """Making one reads all certificates, so threads and connections share it."""
    guard_sends()
    return http.Http(total_seconds=seconds)


def open_bookkeeping(connection: Connection, clock: Clock = system_clock) -> RetryingBooks:
    """Open the books with the kept credentials; SealBroken when they do not open."""
    codes = [connection.secret(name) for name in ("username", "security_code_1", "security_code_2")]
    books = try_bookkeeping(connection.books_service, codes, clock)
    return RetryingBooks(books, _patience(connection))


def try_bookkeeping(service: str, codes: list[str], clock: Clock) -> Bookkeeping:
    """Open the books with a user name and two security codes that are not kept (yet)."""
    kind, address = _known(BOOKS, service)
    return kind.open(address, codes, clock)


def books_capabilities(service: str) -> BooksCapabilities:
    """Return what the books of this name can do; Misconfigured when the operator has none such."""
    return _known(BOOKS, service)[0].capabilities


def open_field_service(connection: Connection) -> RetryingField:
    """Open the work orders with the kept tokens; SealBroken when they do not open."""
    tokens = tuple(connection.secret(name) for name in FIELD_SECRETS)
    field = try_field_service(connection.field_service, tokens)
    return RetryingField(field, _patience(connection))


def _patience(connection: Connection) -> Patience:
    """A short wait for the first byte; who was silent gets one try, since others wait."""
    seconds = silence.patience(
        connection.answer_seconds, connection.silent_times, settings.BONBRUG_REPLY_SECONDS
    )
    tries = 1 if connection.silent_times else PATIENCE.tries
    return replace(PATIENCE, opening=partial(http_deadline.opening, seconds), tries=tries)


def try_field_service(service: str, tokens: tuple[str, ...]) -> FieldService:
    """Open the work orders with the company's token and the software token, each call once.

    A third in `tokens` is the bearer token of a firm that has one.

    Misconfigured('old_open_api') for a version whose lists change what they hand over.
    """
    kind, address = _known(FIELD, service)
    return kind.open(address, tokens)


def settles_by_reading(address: str) -> bool:
    """Tell by the version in its address whether an Open API may not be read from."""
    version = VERSION.search(urlsplit(address).path)
    return version is not None and int(version[1]) < OLDEST_OPEN_API
