"""Addresses and forms are UTF-8, whatever the Content-Type of a body claims."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase


class InUtf8:
    """Middleware: the framework would decode the address with the charset of the body.

    With a codec that is no text, such as ``hex``, that is an error before any door is reached.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.encoding = "utf-8"
        return self.answer(request)
