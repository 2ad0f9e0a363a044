"""The start page with the houses."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from bonbrug.ui import cookie_names

YEAR = 31_536_000
THEME, THEMES = "theme", ("light", "dark")


@require_GET
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Show the houses that are open here."""
    return render(request, "site/start.html")


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remember light or dark for this browser."""
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()})
    answer = HttpResponseRedirect(back if safe else "/")
    theme = request.POST.get("theme", "")
    answer.set_cookie(
        cookie_names.of_this_host(THEME),
        theme if theme in THEMES else "",
        max_age=YEAR,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return answer
