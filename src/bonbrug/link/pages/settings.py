"""The settings page of the manual: import, export, start, and the log beside it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bonbrug.accounts.acts import Act
from bonbrug.accounts.fresh import stale
from bonbrug.accounts.routes import acts
from bonbrug.link import actions
from bonbrug.link.models import Connection
from bonbrug.link.pages import live, log
from bonbrug.link.pages.forms import SettingsForm, settings_start
from bonbrug.link.pages.navigation import find, show
from bonbrug.link.pages.person import person
from bonbrug.ui import query_parameters
from bonbrug.ui.edit_conflicts import alone, tell_kept
from bonbrug.values.clock import system_clock
from bonbrug.values.delivery import DeliveryKind


@acts(Act.SEE_LINK, Act.SET_LINK)
@require_http_methods(["GET", "POST"])
@login_required
def settings(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the settings and the log; a POST is Instellingen opslaan."""
    connection = find(request, pk)
    if not connection.signed_in_at:
        return redirect("link:sign_in", pk)
    if request.method == "POST":
        with alone(connection) as held:
            return _save(request, held)
    return _shown(request, connection, _form(None, connection))


def _form(data: QueryDict | None, connection: Connection) -> SettingsForm:
    form = SettingsForm(
        data,
        initial=settings_start(connection),
        needs_template=actions.needs_template(connection),
        deliveries=actions.deliveries(connection),
    )
    return form.about(connection)


def _save(request: HttpRequest, connection: Connection) -> HttpResponse:
    form = _form(request.POST, connection)
    if not form.is_valid():
        return _shown(request, connection, form, status=422)
    collects = form.cleaned_data.get("delivery") == DeliveryKind.DIRECT_DEBIT
    if collects and "delivery" in form.changed_data and (asks := stale(request)):
        return asks
    first = not connection.activated
    now = system_clock()
    actions.choose(connection, form.choices(connection), person(request), now)
    messages.success(request, _saved(first=first))
    tell_kept(request, form.kept)
    return redirect("link:settings", connection.pk)


def _saved(*, first: bool) -> str:
    if first:
        return _("The settings are saved. You can now press Start synchronisation.")
    return _("The settings are saved. They count from the next run.")


def _shown(
    request: HttpRequest, connection: Connection, form: SettingsForm, status: int = 200
) -> HttpResponse:
    context = {
        **live.live(connection, system_clock()),
        "form": form,
        "rows": log.rows(connection),
        "log_changed": False,
    }
    return show(request, "settings.html", context, connection=connection, status=status)


@acts(Act.RUN_LINK)
@require_POST
@login_required
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Start synchronisatie: wake the connection, or join the run that goes."""
    connection = find(request, pk)
    reason = live.obstacle(connection)
    if reason:
        messages.error(request, reason)
        return redirect("link:settings", pk)
    started = actions.start_synchronisation(connection, system_clock())
    messages.success(request, _notice(started))
    return redirect("link:settings", pk)


def _notice(started: str) -> str:
    if started == "joined":
        return _("A synchronisation is already running. Right after it the link runs once more.")
    return _(
        "The synchronisation has started. It can take a while; what was synchronised "
        "appears in the log."
    )


@acts(Act.SEE_LINK)
@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the part of the page that refreshes itself; 204 when nothing changed.

    Logged out meanwhile: the whole page is asked for again, which leads to logging in.
    """
    if not request.user.is_authenticated:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    connection = find(request, pk)
    now = system_clock()
    context = live.live(connection, now)
    changed = query_parameters.text(request, "log") != context["mark"]
    if not changed and not context["busy"] and query_parameters.text(request, "busy") != "1":
        return HttpResponse(status=204)
    rows = log.rows(connection) if changed else []
    return render(request, "link/live.html", {**context, "rows": rows, "log_changed": changed})
