"""Proefdraaien: what the next run would do, without doing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import acts
from bonbrug.link import actions
from bonbrug.link.models import Connection, TrialInvoice
from bonbrug.link.pages import live, log, trial_invoices, waiting_invoices
from bonbrug.link.pages.decisions import approved
from bonbrug.link.pages.navigation import find, show
from bonbrug.link.pages.person import person
from bonbrug.ui import query_parameters
from bonbrug.values.clock import system_clock


@acts(Act.SEE_LINK, Act.TRY_OUT)
@require_http_methods(["GET", "POST"])
@login_required
def trial(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the newest trial run; a POST makes a new one, which only reads."""
    connection = find(request, pk)
    obstacle = live.obstacle(connection)
    if request.method == "POST":
        return _tried(request, connection, obstacle)
    row = _newest(connection)
    wanted = query_parameters.number(request, waiting_invoices.WANTED)
    invoices = trial_invoices.shown(connection, row.run, wanted) if row else []
    context = {
        "obstacle": obstacle,
        "row": row,
        "lines": trial_invoices.beside(row, invoices) if row else [],
        **waiting_invoices.context(invoices),
    }
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


@acts(Act.APPROVE)
@require_POST
@login_required
def approve_tried(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Approve one invoice as the trial run showed it; a newer trial run shows others."""
    connection = find(request, pk)
    seen = TrialInvoice.objects.filter(run__connection=connection, pk=row).first()
    now = system_clock()
    if seen and actions.approve_beforehand(connection, seen, person(request), now):
        messages.success(request, approved(connection, seen.relation_code))
    else:
        messages.info(request, _("This changed in the meantime. Look at it again."))
    return redirect("link:trial", connection.pk)


@acts(Act.APPROVE)
@require_POST
@login_required
def approve_shown(request: HttpRequest, pk: int, run: int) -> HttpResponse:
    """Approve every invoice of this trial run about which nothing is asked."""
    connection = find(request, pk)
    seen = trial_invoices.clean_ones(connection, run)
    count = actions.approve_all_beforehand(connection, seen, person(request), system_clock())
    waiting_invoices.say_approved(request, count)
    return redirect("link:trial", connection.pk)
