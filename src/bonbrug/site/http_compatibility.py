"""Two habits of old and plain programs that the servers and the framework leave to us."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]


class WithoutHost:
    """Middleware: HTTP/1.0 knows no Host header, so such a request is for our own address."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.META.get("SERVER_PROTOCOL") == "HTTP/1.0":
            ours = urlsplit(settings.BONBRUG_BASE_URL).netloc
            request.META["HTTP_HOST"] = request.META.get("HTTP_HOST") or ours
        return self.answer(request)


class HeadWithoutBody:
    """Middleware: an answer to HEAD has the headers of the whole answer, and no body."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        found = self.answer(request)
        if request.method == "HEAD":
            _empty(found)
        return found


def _empty(found: HttpResponseBase) -> None:
    if isinstance(found, StreamingHttpResponse):
        found.streaming_content = ()
        return
    if isinstance(found, HttpResponse):
        found.headers.setdefault("Content-Length", str(len(found.content)))
        found.content = b""
