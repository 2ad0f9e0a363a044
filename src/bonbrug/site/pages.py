"""The start page with the houses, and what belongs to the site as a whole."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST, require_safe

from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import acts
from bonbrug.site import security_txt
from bonbrug.site.today import needs
from bonbrug.ui import cookie_names
from bonbrug.values.clock import accounting_day, system_clock

YEAR = 31_536_000
THEME, THEMES = "theme", ("light", "dark")


@acts(Act.START)
@require_GET
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Show what needs somebody today, and the houses that are open here."""
    waiting = needs(request, accounting_day(system_clock()))
    several = len({need.owner for need in waiting}) > 1
    return render(request, "site/start.html", {"needs": waiting, "several": several})


@acts(Act.COME_IN)
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Tell a stranger where to report a hole of this site."""
    del request
    contact, ours = settings.BONBRUG_SECURITY_CONTACT, settings.BONBRUG_BASE_URL
    text = security_txt.written(contact, ours, system_clock())
    if text is None:
        raise Http404
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@acts(Act.COME_IN)
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
