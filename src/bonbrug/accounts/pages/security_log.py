"""Beveiligingslogboek: who came in and did what matters when something is wrong."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_safe

from bonbrug.accounts.access import organisation_or_404
from bonbrug.accounts.pages.choose_firm import choose_firm
from bonbrug.accounts.pages.security_events_listing import csv_of, lines_of, listed

NAME = gettext_lazy("Security log")
FILE = "beveiligingslogboek-{}"


@require_safe
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Go to the log of the only organisation, or let a person choose."""
    return choose_firm(request, NAME, "security_log")


@require_safe
@login_required
def security_log(request: HttpRequest, organisation: int) -> HttpResponse:
    """Show the events, the newest first, with search, kind, person and period."""
    firm = organisation_or_404(request, organisation)
    context = {**listed(request, firm.pk), "organisation": firm}
    return render(request, "accounts/security_log.html", context)


@require_GET
@login_required
def as_csv(request: HttpRequest, organisation: int) -> StreamingHttpResponse:
    """Give what is shown as a table."""
    firm = organisation_or_404(request, organisation)
    return csv_of(request, firm.pk, FILE.format(firm.pk))


@require_GET
@login_required
def as_lines(request: HttpRequest, organisation: int) -> StreamingHttpResponse:
    """Give what is shown as JSON, an event per line."""
    firm = organisation_or_404(request, organisation)
    return lines_of(request, firm.pk, FILE.format(firm.pk))
