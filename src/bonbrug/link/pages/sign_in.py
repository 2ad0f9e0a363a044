"""AUTHENTICATION: the three credentials of the books, and Gelukt."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from bonbrug.link import actions
from bonbrug.link.actions import SignIn
from bonbrug.link.models import Connection
from bonbrug.link.pages.forms import SignInForm
from bonbrug.link.pages.frame import find, show
from bonbrug.link.pages.person import person
from bonbrug.link.pages.sentences import of_sign_in
from bonbrug.values.clock import system_clock


@require_http_methods(["GET", "POST"])
@login_required
def sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the credentials and try them in the books before they are kept."""
    connection = find(request, pk)
    if request.method == "POST":
        return _try(request, connection)
    return show(request, "sign_in.html", {"form": SignInForm()}, connection=connection)


def _try(request: HttpRequest, connection: Connection) -> HttpResponse:
    form = SignInForm(request.POST)
    if form.is_valid():
        username, code1, code2, bearer = (form.cleaned_data[name] for name in form.fields)
        answer = actions.sign_in(
            connection, username, code1, code2, system_clock(), person(request), bearer
        )
        if answer.ok:
            return redirect("link:signed_in", connection.pk)
        _explain(form, answer)
    return show(request, "sign_in.html", {"form": form}, connection=connection, status=422)


def _explain(form: SignInForm, answer: SignIn) -> None:
    """Put the reason beside the field that was refused, or on top when none was."""
    form.add_error(answer.field if answer.field in form.fields else None, of_sign_in(answer))


@require_GET
@login_required
def signed_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it worked; OK goes on to the settings."""
    connection = find(request, pk)
    if not connection.signed_in_at:
        return redirect("link:sign_in", pk)
    return show(request, "signed_in.html", connection=connection)
