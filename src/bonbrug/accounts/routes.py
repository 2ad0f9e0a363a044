"""Which act a route is, for looking and for writing; a route that says nothing is not there.

The middleware keeps what a route said with the request, and the lookups of `access.py` ask it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from bonbrug.accounts.acts import Act
from bonbrug.accounts.roles import FOR_EVERYBODY, FOR_WHO_IS_IN
from bonbrug.accounts.security import refusals
from bonbrug.values.clock import system_clock

View = TypeVar("View", bound=Callable[..., Any])
Page = Callable[[HttpRequest], HttpResponse]
READS = frozenset({"GET", "HEAD", "OPTIONS"})
UNASKED = frozenset({*FOR_EVERYBODY, *FOR_WHO_IS_IN})


@dataclass(frozen=True, slots=True)
class Declared:
    """What a route is: `read` by looking, `write` by sending.

    `within` are acts that the view asks by itself for one of its buttons.
    """

    read: Act
    write: Act
    within: frozenset[Act] = frozenset()

    def act(self, method: str | None) -> Act:
        """Return the act of one request."""
        return self.read if method in READS else self.write


def acts(read: Act, write: Act | None = None, *within: Act) -> Callable[[View], View]:
    """Declare the acts of a view; without `write` sending is the same as looking."""
    declared = Declared(read, write or read, frozenset(within))

    def declare(view: View) -> View:
        view.__dict__["acts"] = declared
        return view

    return declare


def for_all(
    patterns: Iterable[URLPattern | URLResolver], read: Act, write: Act | None = None
) -> list[URLPattern | URLResolver]:
    """Declare every route of addresses that others wrote; return the same addresses."""
    found = list(patterns)
    for pattern in found:
        if isinstance(pattern, URLPattern):
            pattern.callback = acts(read, write)(_own(pattern.callback))
        else:
            for_all(pattern.url_patterns, read, write)
    return found


def _own(view: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a view, so that a declaration here is none for who uses it elsewhere."""

    @wraps(view)
    def ours(*args: object, **named: object) -> Any:
        return view(*args, **named)

    return ours


def declared(view: object) -> Declared | None:
    """Return what a view said of itself."""
    found = getattr(view, "acts", None)
    return found if isinstance(found, Declared) else None


class NotYourRole(PermissionDenied):
    """Somebody of the firm asked for what their role, or a right of theirs, does not have."""

    def __init__(self, act: Act) -> None:
        super().__init__(act)
        self.act = act


class FirmEnds(PermissionDenied):
    """Something was to be changed in a firm that ends, which is read-only until then."""


class NobodyAsked(Exception):
    """A view answered about a firm without asking whether this person may."""


class RouteGuard:
    """Middleware: no act, no page; and no answer about a firm that nobody asked for."""

    def __init__(self, answer: Page) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.answer(request)
        if answer.status_code == 200 and getattr(request, "unasked", False):
            raise NobodyAsked(request.path)
        return answer

    def process_view(
        self, request: HttpRequest, view: object, args: object, named: Mapping[str, object]
    ) -> None:
        """Keep the act of this request with it."""
        del args, named
        said = declared(view)
        if said is None:
            raise Http404
        act = said.act(request.method)
        request.__dict__.update(declared=said, act=act, unasked=act not in UNASKED)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a no with its page; raised further it would be told in the log as a fault."""
        if isinstance(error, Http404):
            self._not_there(request)
        if not isinstance(error, NotYourRole | FirmEnds):
            return None
        if isinstance(error, NotYourRole):
            refusals.role_refused(request, error.act, system_clock())
        page = cast(Callable[..., HttpResponse], get_resolver().resolve_error_handler(403))
        return page(request, exception=error)

    def _not_there(self, request: HttpRequest) -> None:
        act = request.__dict__.get("act")
        if act and act not in UNASKED:
            refusals.not_there(request, act)
