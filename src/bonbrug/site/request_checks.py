"""One look at every request of a page, before anything is read of it or asked of the database.

The doors for machines look for themselves: they answer with the codes of their treaty.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.utils.translation import gettext_lazy as _

from bonbrug.site.error_pages import TOLD_BROKEN, told
from bonbrug.ui.query_parameters import InvalidRequest

LARGEST_ID = 2**63 - 1  # what the database can hold
LONGEST_QUERY = 4096
LARGEST_FORM = 2 * 1024 * 1024
CONTROL = re.compile("[\0-\x1f\x7f]")
TOO_LARGE, TOO_LONG = 413, 414
Answer = Callable[[HttpRequest], HttpResponse]
TOLD_LARGE = _("This is too large to be sent at once. Nothing was saved.")
TOLD_LONG = _("This address is too long.")
TOLD_CONTROL = _("There are characters in it that cannot be typed. Nothing was saved.")


class RequestChecks:
    """Middleware: refuses what no page can mean, and says so on a page of its own."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A cookie is read before any view is known; one that we never gave is no cookie.
        request.COOKIES = {k: v for k, v in request.COOKIES.items() if not CONTROL.search(v)}
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], road: Mapping[str, Any]
    ) -> HttpResponse | None:
        """Look at the address, the query and the form; Http404 for what cannot be a record."""
        del args
        if getattr(view, "csrf_exempt", False):  # a door for machines
            return None
        if not all(_can_be(value) for value in road.values()):
            raise Http404
        try:
            _look(request)
        except InvalidRequest as error:
            return told(request, error.told, error.status)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Tell what a page found to be invalid."""
        if isinstance(error, InvalidRequest):
            return told(request, error.told, error.status)
        return None


def _can_be(value: object) -> bool:
    if isinstance(value, int):
        return value <= LARGEST_ID
    return not (isinstance(value, str) and CONTROL.search(value))


def _look(request: HttpRequest) -> None:
    unread = request.META.get("bonbrug.unread_query")
    if unread or len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        raise InvalidRequest(TOLD_LONG, TOO_LONG)
    for name, values in request.GET.lists():
        if any(CONTROL.search(text) for text in (name, *values)):
            raise InvalidRequest(TOLD_CONTROL)
    if _length(request) > LARGEST_FORM:
        raise InvalidRequest(TOLD_LARGE, TOO_LARGE)
    if request.method == "POST":
        _read(request)


def _read(request: HttpRequest) -> None:
    """A form that cannot be read is told at every address, also where no page looks at it."""
    try:
        request.POST.keys()
    except UnreadablePostError:
        raise InvalidRequest(TOLD_BROKEN, 400) from None


def _length(request: HttpRequest) -> int:
    given = request.META.get("CONTENT_LENGTH") or "0"
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else 0
