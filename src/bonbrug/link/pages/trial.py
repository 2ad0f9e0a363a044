"""Proefdraaien: what the next run would do, without doing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bonbrug.link import actions
from bonbrug.link.models import Connection
from bonbrug.link.pages import live, log
from bonbrug.link.pages.navigation import find, show
from bonbrug.values.clock import system_clock


@require_http_methods(["GET", "POST"])
@login_required
def trial(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the newest trial run; a POST makes a new one, which only reads."""
    connection = find(request, pk)
    obstacle = live.obstacle(connection)
    if request.method == "POST":
        return _tried(request, connection, obstacle)
    context = {"obstacle": obstacle, "row": _newest(connection)}
    return show(request, "trial.html", context, connection=connection)


def _tried(request: HttpRequest, connection: Connection, obstacle: str) -> HttpResponse:
    if obstacle:
        messages.error(request, obstacle)
        return redirect("link:trial", connection.pk)
    owner = f"trial:{request.user.pk}"
    run = actions.synchronise(connection.pk, owner, system_clock, "trial", dry_run=True)
    if run is None:
        messages.error(request, _("A synchronisation is running. Try again when it is done."))
    return redirect("link:trial", connection.pk)


def _newest(connection: Connection) -> log.Row | None:
    runs = connection.runs.filter(dry_run=True).exclude(finished_at=None)
    run = runs.order_by("-started_at", "-pk").first()
    return log.rehearsal(run) if run else None
