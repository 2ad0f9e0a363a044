"""What the operator tells on every page, and that somebody has read it in this browser."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from bonbrug.accounts.acts import Act
from bonbrug.accounts.announcements import told_at
from bonbrug.accounts.routes import acts
from bonbrug.ui import cookie_names
from bonbrug.values.clock import system_clock

READ = "told"
MOST = 20  # numbers in the cookie; the oldest go first
NUMBERS = re.compile(r"[0-9]{1,18}(\.[0-9]{1,18}){0,40}", re.ASCII)


def told(request: HttpRequest) -> list[dict[str, object]]:
    """Return what is told now and was not put away here, in the language of the page."""
    read, english = _read(request), get_language() == "en"
    return [
        {"pk": each.pk, "text": each.english if english else each.dutch}
        for each in told_at(system_clock())
        if str(each.pk) not in read
    ]


def _read(request: HttpRequest) -> list[str]:
    kept = request.COOKIES.get(cookie_names.of_this_host(READ), "")
    return kept.split(".") if NUMBERS.fullmatch(kept) else []


@acts(Act.COME_IN)
@require_POST
def put_away(request: HttpRequest, row: int) -> HttpResponse:
    """Show it no more in this browser, until that is closed. Nothing is kept here."""
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()})
    answer = HttpResponseRedirect(back if safe else "/")
    read = [*(one for one in _read(request) if one != str(row)), str(row)]
    answer.set_cookie(
        cookie_names.of_this_host(READ),
        ".".join(read[-MOST:]),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return answer
