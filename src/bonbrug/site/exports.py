"""Files that a person takes along, told to the security log: a whole list, a journal, a year.

One place for all of them, of every house: what leaves as one of these kinds of file is told by the
name of its page. A single invoice as PDF is no such file.
"""

from collections.abc import Callable
from importlib import import_module

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from bonbrug.accounts.models import User
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import HOST, NewEvent, record
from bonbrug.values.clock import system_clock

KINDS = {
    "text/csv": "csv",
    "application/x-ndjson": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
# By the first word of its address: whose record the number in it is.
OWNERS = {
    "boekhouden": ("bonbrug.books.models", "Administration", "administration"),
    "werkbonnen": ("bonbrug.workorders.models", "Company", "company"),
    "koppeling": ("bonbrug.link.models", "Connection", "pk"),
}
OPERATORS = "beheer"


class Exports:
    """Middleware: tells what went out, after its page made sure that it may."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.answer(request)
        kind = _kind(answer)
        if kind and request.method == "GET" and isinstance(request.user, User):
            _tell(request, kind)
        return answer


def _kind(answer: HttpResponseBase) -> str:
    if not answer.headers.get("Content-Disposition", "").startswith("attachment"):
        return ""
    return KINDS.get(answer.headers.get("Content-Type", "").split(";")[0], "")


def _tell(request: HttpRequest, kind: str) -> None:
    organisation = _organisation(request)
    if organisation is not None and request.resolver_match:
        details = {"page": request.resolver_match.view_name, "as": kind}
        record(organisation, NewEvent(Kind.EXPORTED, details=details), system_clock())


def _organisation(request: HttpRequest) -> int | None:
    given = request.resolver_match.kwargs if request.resolver_match else {}
    if "organisation" in given:
        return int(given["organisation"])
    house = request.path.split("/")[1]
    if house == OPERATORS:
        return HOST
    module, name, key = OWNERS.get(house, ("", "", ""))
    if key not in given:
        return None
    owned = getattr(import_module(module), name).objects.filter(pk=given[key])
    found: int | None = owned.values_list("organisation_id", flat=True).first()
    return found
