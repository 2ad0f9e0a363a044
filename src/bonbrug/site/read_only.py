"""While everything is read only: a form is answered with when to come back, and nothing is done."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bonbrug.accounts import read_only
from bonbrug.accounts.acts import Act
from bonbrug.accounts.models import ReadOnly
from bonbrug.accounts.routes import READS, declared
from bonbrug.site.told_to_all import notices_of

UNAVAILABLE, RETRY_SECONDS = 503, "300"
# Coming in and going out, showing again who one is, and what only this browser remembers.
STILL = frozenset(
    {
        "login", "account_login", "login_link", "logout", "mfa_login_webauthn", "mfa_authenticate",
        "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
        "end_session", "end_other_sessions", "set_language", "member_log_out", "theme", "put_away",
        "operator_read_only", "tablet_operations",
    }
)  # fmt: skip


class ReadOnlyMode:
    """Middleware: refuses what would write. A door says it in the words of its own treaty."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, words: object
    ) -> HttpResponse | None:
        """Ask the database only where something may be written."""
        del args, words
        if (
            request.method in READS
            or _goes_on(request, view)
            or not notices_of(request).read_only()
        ):
            return None
        told = render(request, "site/read_only.html", status=UNAVAILABLE)
        told.headers["Retry-After"] = RETRY_SECONDS
        return told


def is_on_in_the_tables() -> bool:
    """Tell it also for a database that is empty or older: then it is not."""
    tables = connection.introspection.table_names()
    return ReadOnly._meta.db_table in tables and read_only.is_on()  # noqa: SLF001 - documented


def _goes_on(request: HttpRequest, view: object) -> bool:
    said = declared(view)
    at_a_door = said is not None and said.write is Act.USE_PROGRAM
    name = request.resolver_match.url_name if request.resolver_match else None
    return at_a_door or name in STILL
