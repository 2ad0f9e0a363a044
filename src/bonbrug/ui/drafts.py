"""What was typed and not saved yet stays in the browser of who typed it (`static/ui/drafts.js`).

The script sends a random mark along with a form. An answer that says that the form was done
brings the mark back, and only then what was kept is thrown away.
"""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.crypto import salted_hmac

from bonbrug.ui import cookie_names
from bonbrug.ui.edit_conflicts import UNREADABLE

MARK, SAVED, UNSAVED = "draft", "bonbrug_saved", "X-Bonbrug-Unsaved"
SECONDS = 300
DONE = (302, 303)
Answer = Callable[[HttpRequest], HttpResponse]


class Drafts:
    """Middleware: with the answer to a form that was done goes the mark that came with it."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        undone = response.headers.pop(UNSAVED, None) is not None
        if request.method == "POST" and response.status_code in DONE and not undone:
            self._tell(request, response)
        return response

    def _tell(self, request: HttpRequest, response: HttpResponse) -> None:
        mark = _mark(request)
        # The session ended: nothing was saved.
        if mark and not response["Location"].startswith(resolve_url(settings.LOGIN_URL)):
            name = cookie_names.of_this_host(SAVED)
            response.set_cookie(name, mark, SECONDS, secure=settings.HTTPS, samesite="Lax")


def _mark(request: HttpRequest) -> str:
    try:
        mark = request.POST.get(MARK, "")
    except UNREADABLE:  # also at a door, which reads the body as it came
        return ""
    return mark if re.fullmatch("[0-9a-f]{32}", mark) else ""


def unsaved(answer: HttpResponse) -> HttpResponse:
    """Mark a redirect that is no success: what was typed is kept."""
    answer.headers[UNSAVED] = "1"
    return answer


def person_key(person: Any) -> str:
    """Return what keeps the drafts of two people apart; it tells nothing about either."""
    kind = person.__class__.__name__.lower()
    code = salted_hmac("bonbrug.drafts", f"{kind}.{person.pk}", algorithm="sha256")
    return f"{kind}-{code.hexdigest()[:24]}"
