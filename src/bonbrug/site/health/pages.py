"""The addresses for machines. They answer before anything else: no session, no host, no log-in."""

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4 as CONTENT_TYPE

from bonbrug.accounts.keys import same
from bonbrug.site.health import measures, metrics
from bonbrug.site.health.measures import Health
from bonbrug.site.health.timed_queries import Question, Silent

UNAVAILABLE = 503
HSTS = "max-age={}; includeSubDomains"
SAFE = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
Answer = Callable[[HttpRequest], HttpResponse]
Found = TypeVar("Found")

READY = Question(measures.ready)
WORKS = Question(measures.works)
TOTALS = Question(measures.totals)


@require_safe
def lives(request: HttpRequest) -> HttpResponse:
    """Tell that this process answers; it asks nobody else."""
    del request
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Tell whether pages can be served."""
    del request
    return _told(READY)


@require_safe
def works(request: HttpRequest) -> HttpResponse:
    """Tell whether the work is done in time."""
    del request
    return _told(WORKS)


def _told(question: Question[Health]) -> HttpResponse:
    try:
        found = question.answer()
    except Silent:
        found = Health(["database"])
    told = {"ok": not found.wrong, "wrong": found.wrong, **found.numbers}
    return JsonResponse(told, status=UNAVAILABLE if found.wrong else 200)


@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """Give the metrics to who has the key; without a key in the settings there is nothing here."""
    key = settings.BONBRUG_METRICS_KEY
    if not key:
        return HttpResponse(status=404)
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not same(given.strip(), key):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    works, totals = _or_none(WORKS), _or_none(TOTALS)
    found = metrics.Everything(_or_none(READY), works, totals)
    return HttpResponse(metrics.written(found), content_type=CONTENT_TYPE)


def _or_none(question: Question[Found]) -> Found | None:
    try:
        return question.answer()
    except Silent:
        return None


ADDRESSES: dict[str, Answer] = {
    "gezond/": lives,
    "gezond/klaar/": ready,
    "gezond/werkt/": works,
    "metrics": numbers,
}


class First:
    """Middleware: who asks for health is answered here, whatever host or state of the tables."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        page = ADDRESSES.get(request.path_info.removeprefix("/"))
        if page is None:
            return self.answer(request)
        told = page(request)
        add_never_cache_headers(told)
        told.headers["Content-Length"] = str(len(told.content))
        return _safe(told)


def _safe(told: HttpResponse) -> HttpResponse:
    """Add what other middleware adds to every other answer."""
    for name, value in SAFE.items():
        told.headers[name] = value
    if settings.SECURE_HSTS_SECONDS:  # also over http, where a browser passes it by
        told.headers["Strict-Transport-Security"] = HSTS.format(settings.SECURE_HSTS_SECONDS)
    return told
