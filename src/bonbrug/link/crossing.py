"""The only door of the link to the outside: from a stored connection to its two ports.

Here a read gets its second and third try (sync/steady.py), and nowhere else.
"""

import time
from functools import lru_cache
from random import SystemRandom
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connections

from bonbrug.gateways import http
from bonbrug.gateways.eboekhouden_soap import EboekhoudenSoap
from bonbrug.gateways.werkbonapp import WerkbonApp
from bonbrug.link.models import Connection
from bonbrug.sync.failures import Misconfigured
from bonbrug.sync.ports import Bookkeeping, FieldService
from bonbrug.sync.steady import Patience, SteadyBooks, SteadyField
from bonbrug.values.clock import Clock, system_clock

IN_THE_BOX = "ingebouwd"
PATIENCE = Patience(SystemRandom().random, time.sleep)
Addresses = dict[str, str]


class InsideTransaction(RuntimeError):
    """A call to another service while a database transaction is open."""


def no_transaction_open() -> None:
    """Refuse to send while this thread holds a transaction open."""
    if any(connection.in_atomic_block for connection in connections.all(initialized_only=True)):
        raise InsideTransaction


def guard_sends() -> None:
    """Hang the check on every send; once, however often it is called."""
    if no_transaction_open not in http.before_send:
        http.before_send.append(no_transaction_open)


def counterparts() -> tuple[Addresses, Addresses]:
    """Return name → address of the books and of the work orders, as the operator listed them."""
    return (
        addresses(settings.BONBRUG_EBOEKHOUDEN_SOAP_URL),
        addresses(settings.BONBRUG_WERKBONAPP_URL),
    )


def addresses(listed: str) -> Addresses:
    """Read one address (then called ``ingebouwd``) or ``name=address, name=address``."""
    parts = [part.strip() for part in listed.split(",") if part.strip()]
    if len(parts) == 1 and not _is_named(parts[0]):
        return {IN_THE_BOX: parts[0]}
    pairs = [part.partition("=") for part in parts]
    return {name.strip(): address.strip() for name, _, address in pairs}


def _is_named(part: str) -> bool:
    return "=" in part and not urlsplit(part).scheme


def _address(known: Addresses, name: str) -> str:
    if name not in known:
        raise Misconfigured("unknown_service", name)
    return known[name]


@lru_cache(maxsize=1)
def _http() -> http.Http:
    guard_sends()
    return http.Http(total_seconds=settings.BONBRUG_REPLY_SECONDS)


def open_bookkeeping(connection: Connection, clock: Clock = system_clock) -> Bookkeeping:
    """Open the books with the kept credentials; SealBroken when they do not open."""
    codes = [connection.secret(name) for name in ("username", "security_code_1", "security_code_2")]
    return SteadyBooks(try_bookkeeping(connection.books_service, codes, clock), PATIENCE)


def try_bookkeeping(service: str, codes: list[str], clock: Clock) -> Bookkeeping:
    """Open the books with a user name and two security codes that are not kept (yet)."""
    address = _address(counterparts()[0], service)
    username, code1, code2 = codes
    return EboekhoudenSoap(
        _http(), address, username, code1, code2, clock=clock, row_cap=settings.BONBRUG_ROW_CAP
    )


def open_field_service(connection: Connection) -> FieldService:
    """Open the work orders with the kept tokens; SealBroken when they do not open."""
    tokens = (connection.secret("token"), connection.secret("software_token"))
    return SteadyField(try_field_service(connection.field_service, tokens), PATIENCE)


def try_field_service(service: str, tokens: tuple[str, str]) -> FieldService:
    """Open the work orders with the company's token and the software token, each call once."""
    return WerkbonApp(_http(), _address(counterparts()[1], service), *tokens)
