"""Alleen lezen: nothing is changed for a while, and everything can be read."""

from importlib import import_module

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bonbrug.accounts import read_only as mode
from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import acts
from bonbrug.site.operator.frame import for_operator, framed
from bonbrug.values.clock import system_clock


@acts(Act.SEE_STATE, Act.READ_ONLY)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@for_operator()
def read_only(request: HttpRequest) -> HttpResponse:
    """Show whether everything is read only; a POST turns it on or off."""
    if request.method == "POST":
        _turn(request, on=request.POST.get("turn") == "on")
        return redirect("operator_read_only")
    return framed(request, "read_only", {"since": mode.since(), "going": runs_going()})


def _turn(request: HttpRequest, *, on: bool) -> None:
    now = system_clock()
    if on:
        mode.turn_on(now)
        messages.success(request, _("Everything is read only from now on."))
    else:
        mode.turn_off(now)
        messages.success(request, _("Everything can be changed again, and what was due goes on."))


def runs_going() -> int:
    """Return how many synchronisations are at work; those that began are finished."""
    if "link" not in settings.HOUSES:
        return 0
    return int(import_module("bonbrug.link.store").leased().count())
