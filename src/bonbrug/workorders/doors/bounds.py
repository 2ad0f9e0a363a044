"""One look at the query of a call, before anybody is asked who sends it."""

import re

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest

from bonbrug.wire.werkbonapp.faults import NOT_PARSED, Fault

LONGEST_QUERY = 8192
CONTROL = re.compile("[\0-\x1f\x7f]")


def look(request: HttpRequest) -> None:
    """Fault 1504 for a query that no client of the treaty sends."""
    unread = request.META.get("bonbrug.unread_query")
    if unread or len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        raise Fault(NOT_PARSED, ["Query too long"])
    try:
        pairs = request.GET.lists()
    except SuspiciousOperation:
        raise Fault(NOT_PARSED, ["Query with too many parameters"]) from None
    if any(CONTROL.search(text) for name, texts in pairs for text in (name, *texts)):
        raise Fault(NOT_PARSED, ["Query with control characters"])
