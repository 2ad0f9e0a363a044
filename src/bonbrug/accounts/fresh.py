"""Who changes codes or where money goes, signed in or said again who they are a moment ago.

Asking is done by django-allauth: the password, or a second step.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import TypeVar, cast
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

from bonbrug.ui.drafts import unsaved
from bonbrug.values.clock import system_clock

LASTS = timedelta(minutes=10)
KEPT = "confirmed_at"
BACK = "next"
LONGEST = 190  # of an address to come back to; a longer one is its page
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def confirmed(request: HttpRequest, now: datetime) -> None:
    """Keep that this person showed in this session who they are."""
    request.session[KEPT] = now.timestamp()


def is_fresh(request: HttpRequest, now: datetime) -> bool:
    """Tell whether that was a moment ago, or django-allauth asked again a moment ago."""
    shown = [request.session.get(KEPT, 0)]
    shown += [one["at"] for one in get_authentication_records(request, request.user)]
    return timedelta(0) <= now - datetime.fromtimestamp(max(shown), now.tzinfo) <= LASTS


def ask(request: HttpRequest, back: str = "") -> HttpResponse:
    """Send the person to the page that asks, and back; what was typed stays in the browser.

    `back` is the address of a page, for a button that is no page itself.
    """
    whole = back or request.get_full_path()
    query = urlencode({BACK: whole if len(whole) <= LONGEST else request.path})
    way = get_adapter(request).get_reauthentication_methods(request.user)[0]
    return unsaved(HttpResponseRedirect(f"{way['url']}?{query}"))


def stale(request: HttpRequest, back: str = "") -> HttpResponse | None:
    """Return the answer that asks again; None when it is not needed."""
    return None if is_fresh(request, system_clock()) else ask(request, back)


def fresh(view: View) -> View:
    """Ask again before a view; it stands below what asks for the role."""

    @wraps(view)
    def sure(request: HttpRequest, *args: object, **named: object) -> HttpResponseBase:
        return stale(request) or view(request, *args, **named)

    return cast(View, sure)


def listen() -> None:
    """Let every way of signing in count, by password as by link."""
    user_logged_in.connect(_signed_in, dispatch_uid="bonbrug.fresh")


def _signed_in(sender: object, request: HttpRequest, **facts: object) -> None:
    del sender, facts
    confirmed(request, system_clock())
