"""Where this person is logged in, with the buttons that end it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from allauth.usersessions.internal.flows.sessions import end_other_sessions, end_sessions
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bonbrug.accounts.browser_names import browser_name
from bonbrug.values.clock import system_clock

SEEN = "seen_at"  # kept by site/idle_sessions.py


@dataclass(frozen=True, slots=True)
class Place:
    """One browser where somebody is logged in."""

    pk: int
    here: bool
    browser: str
    address: str
    began: datetime
    seen: datetime | None


@require_GET
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Show every session that lives."""
    mine = UserSession.objects.purge_and_list(request.user)
    alive = [place for place in map(_place, mine) if place.here or not _is_over(place)]
    places = sorted(alive, key=lambda place: (not place.here, place.began))
    return render(request, "accounts/sessions.html", {"places": places})


@require_POST
@login_required
def end_one(request: HttpRequest, pk: int) -> HttpResponse:
    """End one; one of somebody else, or one that ended already, is no harm."""
    end_sessions(request, list(UserSession.objects.filter(user=request.user, pk=pk)))
    messages.success(request, _("Ended."))
    return redirect("usersessions_list")


@require_POST
@login_required
def end_others(request: HttpRequest) -> HttpResponse:
    """End all but this one."""
    end_other_sessions(request, request.user)
    messages.success(request, _("Everywhere else you are logged out."))
    return redirect("usersessions_list")


def _is_over(place: Place) -> bool:
    """Tell whether the next request from there would be asked to log in."""
    idle = timedelta(minutes=settings.BONBRUG_IDLE_MINUTES)
    return place.seen is not None and system_clock() - place.seen > idle


def _place(session: UserSession) -> Place:
    kept = SessionStore(session.session_key).get(SEEN)
    seen = datetime.fromtimestamp(kept, UTC) if isinstance(kept, int | float) else None
    return Place(
        session.pk,
        session.is_current(),
        browser_name(session.user_agent),
        session.ip,
        session.created_at,
        seen,
    )
