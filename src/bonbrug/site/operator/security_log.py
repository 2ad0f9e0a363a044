"""Beveiligingslogboek of the host: what belongs to no firm, such as backups, keys and guesses."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET, require_safe

from bonbrug.accounts.acts import Act
from bonbrug.accounts.pages.security_events_listing import csv_of, lines_of, listed
from bonbrug.accounts.routes import acts
from bonbrug.accounts.security.recording import HOST
from bonbrug.site.operator.frame import for_operator, framed

FILE = "beveiligingslogboek-beheer"


@acts(Act.SEE_HOST_LOG)
@require_safe
@login_required
@for_operator()
def security_log(request: HttpRequest) -> HttpResponse:
    """Show the events, the newest first, with search, kind, person and period."""
    return framed(request, "security_log", listed(request, HOST))


@acts(Act.SEE_HOST_LOG)
@require_GET
@login_required
@for_operator()
def as_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Give what is shown as a table."""
    return csv_of(request, HOST, FILE)


@acts(Act.SEE_HOST_LOG)
@require_GET
@login_required
@for_operator()
def as_lines(request: HttpRequest) -> StreamingHttpResponse:
    """Give what is shown as JSON, an event per line."""
    return lines_of(request, HOST, FILE)
