"""A new link to services of the operator's list, and deleting one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bonbrug.accounts.access import need_somewhere
from bonbrug.accounts.acts import Act
from bonbrug.accounts.firm_limits import Full
from bonbrug.accounts.fresh import stale
from bonbrug.accounts.models import Organisation, User
from bonbrug.accounts.routes import acts
from bonbrug.link import actions
from bonbrug.link.actions.connections import Counterparts
from bonbrug.link.models import Connection
from bonbrug.link.pages.forms import NewForm
from bonbrug.link.pages.navigation import find, organisations, show
from bonbrug.link.pages.person import person
from bonbrug.link.texts.service_names import choices, software_token
from bonbrug.values.clock import system_clock

FULL = gettext_lazy(
    "Your firm may have %(most)s links, and has them. No link was made; those that are there go on "
    "as before. Delete one that you do not need, or ask the operator for more room."
)


@acts(Act.CONNECT)
@require_http_methods(["GET", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Ask what must be linked; after it comes AUTHENTICATION."""
    need_somewhere(request)
    if asks := stale(request):
        return asks
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        return _done(request, form)
    return show(request, "new.html", {"form": form}, status=422 if form.is_bound else 200)


def _done(request: HttpRequest, form: NewForm) -> HttpResponse:
    try:
        connection = _made(form, person(request))
    except Full as full:
        form.add_error(None, FULL % {"most": full.most})
        return show(request, "new.html", {"form": form}, status=422)
    messages.success(request, _("The link is made. Now sign in to e-Boekhouden.nl."))
    return redirect("link:sign_in", connection.pk)


def _form(request: HttpRequest) -> NewForm:
    return NewForm(
        organisations(request),
        choices(),
        request.POST if request.method == "POST" else None,
        software_token_given=bool(software_token()),
    )


def _made(form: NewForm, user: User | None) -> Connection:
    given = form.cleaned_data
    organisation: Organisation = given["organisation"]
    return actions.make_connection(
        organisation,
        given["name"],
        Counterparts(given["books"], given["field"]),
        given["company_id"],
        (given["token"], given["software_token"] or software_token()),
        system_clock(),
        user,
    )


@acts(Act.END_LINK)
@require_http_methods(["GET", "POST"])
@login_required
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then stop the link for good; both sides keep what they have."""
    connection = find(request, pk)
    if request.method == "POST":
        actions.delete(connection, person(request), system_clock())
        messages.success(request, _("The link %(name)s is deleted.") % {"name": connection.name})
        return redirect("link:connections")
    return show(request, "delete.html", connection=connection)
