"""How long somebody who is logged in may be away, and that no page of theirs is kept anywhere."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from bonbrug.values.clock import system_clock

BEGAN, SEEN = "began_at", "seen_at"
NOTED_EVERY = timedelta(minutes=1)
STOP_POLLING = 286  # what htmx reads as: enough, ask no more
Answer = Callable[[HttpRequest], HttpResponseBase]


class IdleSessions:
    """Middleware: a session ends after idle minutes, and in any case after its whole age.

    A page that refreshes itself does not count as a request. It is told to stop when the session
    ended, so that what stands typed on the page is not taken away. A tablet has no session.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, words: object
    ) -> HttpResponse | None:
        """Look at the session, unless a program knocks: a door (it takes no forms) has none."""
        del args, words
        if getattr(view, "csrf_exempt", False):
            return None
        polls = request.headers.get("HX-Request") == "true" and request.method == "GET"
        if _is_over(request, system_clock(), polls=polls):
            request.session.flush()
            if polls:
                return HttpResponse(status=STOP_POLLING, headers={"HX-Reswap": "none"})
        return None


def _is_over(request: HttpRequest, now: datetime, *, polls: bool) -> bool:
    session = request.session
    if "_auth_user_id" not in session:
        return False
    began, seen = (_moment(session.get(name)) for name in (BEGAN, SEEN))
    if began is None or seen is None:
        session[BEGAN] = session[SEEN] = now.timestamp()
        return False
    idle = timedelta(minutes=settings.BONBRUG_IDLE_MINUTES)
    whole = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    if now - seen > idle or now - began > whole:
        return True
    if not polls and now - seen >= NOTED_EVERY:
        session[SEEN] = now.timestamp()
    return False


def _moment(seconds: object) -> datetime | None:
    return datetime.fromtimestamp(seconds, tz=UTC) if isinstance(seconds, int | float) else None


class NoStore:
    """Middleware: an answer is kept by no browser and no proxy, unless it says it is public.

    The files of the pages do not come here.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.answer(request)
        if "public" not in answer.headers.get("Cache-Control", ""):
            patch_cache_control(answer, no_store=True, private=True)
        return answer
