"""A request whose body cannot be read: the sender went away, and nothing here went wrong."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.views.defaults import bad_request

Answer = Callable[[HttpRequest], HttpResponseBase]


class BadRequests:
    """Middleware: 400 instead of an error of ours."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, UnreadablePostError):
            return None
        return bad_request(request, BadRequest())
