"""Factuurregels, with the newest work order beside it as it would become an invoice."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import acts
from bonbrug.link import actions
from bonbrug.link.actions.layout import COLUMNS
from bonbrug.link.models import Connection
from bonbrug.link.pages.layout_form import LayoutForm
from bonbrug.link.pages.navigation import find, show
from bonbrug.link.pages.person import person
from bonbrug.link.texts import sentences
from bonbrug.link.texts.delivery import goes
from bonbrug.ui.edit_conflicts import alone, tell_kept
from bonbrug.values.clock import system_clock
from bonbrug.values.money import times


@acts(Act.SEE_LINK, Act.SET_LINK)
@require_http_methods(["GET", "POST"])
@login_required
def layout(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the choices and a preview; a POST shows it with what was chosen, or saves that."""
    connection = find(request, pk)
    if request.method == "GET":
        return _shown(request, connection, _form(None, connection))
    if request.POST.get("do") == "preview":
        return _shown(request, connection, _form(request.POST, connection))
    with alone(connection) as held:
        form = _form(request.POST, held)
        if not form.is_valid():
            return _shown(request, held, form, status=422)
        actions.lay_out(held, form.columns(), person(request), system_clock())
    messages.success(request, _("The invoice lines are saved. They count from the next run."))
    tell_kept(request, form.kept)
    return redirect("link:layout", pk)


def _form(data: QueryDict | None, connection: Connection) -> LayoutForm:
    start = {name: getattr(connection, name) for name in COLUMNS}
    return LayoutForm(connection, data, initial=start).about(connection)


def _shown(
    request: HttpRequest, connection: Connection, form: LayoutForm, status: int = 200
) -> HttpResponse:
    choices = actions.choices_of(connection)
    if form.is_bound and form.is_valid():
        choices = replace(choices, **form.layout())
    found = actions.preview(connection, choices, system_clock())
    context = {"form": form, "preview": found, **(_told(found) if found else {})}
    return show(request, "layout.html", context, connection=connection, status=status)


def _told(found: actions.Preview) -> dict[str, object]:
    """Return the lines with their amounts, and what is said about the work order."""
    made = found.made
    rows = [(line, times(line.quantity, line.price)) for line in made.lines]
    said = [sentences.of_finding(one) for one in (*made.problems, *made.doubts, *made.warnings)]
    return {"rows": rows, "said": said, "way": goes(made.delivery)}
