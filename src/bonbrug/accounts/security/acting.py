"""Who acts now and from where, as the request at hand says; without a request, the command line.

Actions of every house tell the security log what they did. That a person presses and where this
person is, is known to the request only: it goes along beside them, as the language does.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from bonbrug.accounts.client_address import network_of
from bonbrug.accounts.models import User

NOBODY = "nobody"
TERMINAL = "terminal"
_request: ContextVar[HttpRequest | None] = ContextVar("bonbrug_request", default=None)


@dataclass(frozen=True, slots=True)
class Actor:
    """`who` as `SecurityEvent` has it; the name of now and the network of the visitor."""

    who: str
    name: str = field(default="", repr=False)
    address: str = field(default="", repr=False)


class ActingPerson:
    """Middleware: remembers the request for as long as it is answered."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        before = _request.set(request)
        try:
            return self.answer(request)
        finally:
            _request.reset(before)


def person(user: User) -> str:
    """Return how the log names a person."""
    return f"person:{user.pk}"


def acting() -> Actor:
    """Return who acts now."""
    request = _request.get()
    if request is None:
        return Actor(TERMINAL)
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return stranger()
    return Actor(person(user), user.email, network_of(request))


def stranger(who: str = NOBODY, name: str = "") -> Actor:
    """Return who acts now when no person is logged in: nobody that is known, or a tablet."""
    request = _request.get()
    return Actor(who, name, network_of(request) if request else "")
