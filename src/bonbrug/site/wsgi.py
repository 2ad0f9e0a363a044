"""The application that a web server calls."""

import os
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from bonbrug.site import owner_only
from bonbrug.site.request_encoding import Utf8Request

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bonbrug.site.settings")
owner_only.from_here_on()
MOST_PARAMETERS = 1000
UNREAD_QUERY = "bonbrug.unread_query"  # pages and doors refuse it, each in its own words
_django = get_wsgi_application()
_django.request_class = Utf8Request
owner_only.repair(settings.BONBRUG_DATA)


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer a request."""
    take_off_long_query(environ)
    answer: Iterable[bytes] = _django(environ, start_response)
    return answer


def take_off_long_query(environ: dict[str, Any]) -> None:
    """Take a query of thousands of parts off before it is read.

    The framework reads the query while it makes a request, where no refusal can be an answer.
    """
    if environ.get("QUERY_STRING", "").count("&") > MOST_PARAMETERS:
        environ["QUERY_STRING"], environ[UNREAD_QUERY] = "", True
