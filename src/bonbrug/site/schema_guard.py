"""A program that is older than its database answers nothing: it could write what is misread."""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bonbrug.accounts import schema_version

log = logging.getLogger(__name__)
LOOK_AGAIN = 1.0  # seconds: one question to the database in so many, not one per request
UNAVAILABLE = 503
Answer = Callable[[HttpRequest], HttpResponse]


class SchemaGuard:
    """Middleware: 503 from the moment that a newer program migrated the database."""

    def __init__(self, answer: Answer) -> None:
        schema_version.known()
        self.answer, self.looked_at, self.newer = answer, float("-inf"), False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self._outdated():
            return self.answer(request)
        told = render(request, "503.html", status=UNAVAILABLE)
        told.headers["Retry-After"] = "60"
        return told

    def _outdated(self) -> bool:
        """Once newer is always newer: nothing makes a running program younger."""
        now = time.monotonic()
        if not self.newer and now - self.looked_at >= LOOK_AGAIN:
            self.looked_at = now
            names = schema_version.unknown()
            self.newer = bool(names)
            if names:
                log.critical("the database is of a newer version (%s)", ", ".join(names))
        return self.newer
