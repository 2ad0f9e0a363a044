"""The second step of a firm: asked of all who work there, or of nobody."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bonbrug.accounts.acts import Act
from bonbrug.accounts.fresh import stale
from bonbrug.accounts.models import Organisation, User
from bonbrug.accounts.pages.people import firm
from bonbrug.accounts.routes import acts
from bonbrug.accounts.second_factor_required import (
    OFF,
    ON,
    OwnStepFirst,
    asked_since,
    has_one,
    require_second_factor,
    who_is_asked,
)
from bonbrug.ui.navigation import House, page
from bonbrug.values.clock import system_clock

NAME = gettext_lazy("Second step of everybody")
ASKED = gettext_lazy("Asked. Who has no second step is led to make one at their next page.")
NOT_ASKED = gettext_lazy("Not asked any more. Who has a second step keeps it.")
OWN_FIRST = gettext_lazy(
    "Make a second step of your own first: otherwise you would shut yourself out as well."
)


@acts(Act.PEOPLE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def second_step_rule(request: HttpRequest, organisation: int) -> HttpResponse:
    """Show who has a second step; a POST asks it of all, or no longer."""
    there = firm(request, organisation)
    if request.method != "POST":
        return _shown(request, there)
    if asks := stale(request):
        return asks
    wish = request.POST.get("asked")
    if wish not in (ON, OFF):
        return _shown(request, there, status=422)
    return _changed(request, there, required=wish == ON)


def _changed(request: HttpRequest, there: Organisation, *, required: bool) -> HttpResponse:
    user = request.user if isinstance(request.user, User) else None
    try:
        require_second_factor(there, required=required, now=system_clock(), by=user)
    except OwnStepFirst:
        messages.error(request, OWN_FIRST)
        return redirect("second_step_rule", there.pk)
    messages.success(request, ASKED if required else NOT_ASKED)
    return redirect("second_step_rule", there.pk)


def _shown(request: HttpRequest, there: Organisation, status: int = 200) -> HttpResponse:
    asked = who_is_asked(there)
    context = {
        "firm": there,
        "asked": asked,
        "missing": sum(not one.has for one in asked),
        "since": asked_since(there),
        "own": has_one(request.user) if isinstance(request.user, User) else False,
    }
    house = House("site", NAME, there.name)
    return page(request, "accounts/second_step_rule.html", house, context, status)
