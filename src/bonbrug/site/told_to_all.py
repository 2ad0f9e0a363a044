"""What the operator tells on every page, and that somebody has read it in this browser."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from bonbrug.accounts.acts import Act
from bonbrug.accounts.notices import Notices, notices_at
from bonbrug.accounts.routes import acts
from bonbrug.ui import cookie_names
from bonbrug.values.clock import system_clock

READ = "told"
MOST = 20  # numbers in the cookie; the oldest go first
NUMBERS = re.compile(r"[0-9]{1,18}(\.[0-9]{1,18}){0,40}", re.ASCII)


def notices_of(request: HttpRequest) -> "PageNotices":
    """Return the notices of this request: the same for whoever asks, so that they are read once."""
    found: PageNotices = request.__dict__.setdefault("notices", PageNotices(request))
    return found


class PageNotices:
    """What stands above a page; the database is asked once, and only by who wants to know."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def _all(self) -> Notices:
        return notices_at(system_clock())

    def read_only(self) -> bool:
        """Tell whether nothing can be changed now."""
        return self._all.read_only

    def announcements(self) -> list[dict[str, object]]:
        """Return what was not put away in this browser, in the language of the page."""
        read, english = _read(self.request), get_language() == "en"
        return [
            {"pk": each.pk, "text": each.english if english else each.dutch}
            for each in self._all.announcements
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
