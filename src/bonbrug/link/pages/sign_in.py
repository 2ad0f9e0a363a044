"""AUTHENTICATION: the three credentials of the books, and Gelukt."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from bonbrug.accounts.acts import Act
from bonbrug.accounts.fresh import stale
from bonbrug.accounts.pages import too_many
from bonbrug.accounts.rate_limiter import attempt, visitor_of
from bonbrug.accounts.routes import acts
from bonbrug.link import actions
from bonbrug.link.actions import SignIn
from bonbrug.link.models import Connection
from bonbrug.link.pages.forms import SignInForm
from bonbrug.link.pages.navigation import find, show
from bonbrug.link.pages.person import person
from bonbrug.link.texts.sentences import of_sign_in
from bonbrug.values.clock import system_clock

CODES = ("username", "security_code_1", "security_code_2")


@acts(Act.CONNECT)
@require_http_methods(["GET", "POST"])
@login_required
def sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the credentials and try them in the books before they are kept."""
    connection = find(request, pk)
    if asks := stale(request):
        return asks
    if request.method == "POST":
        return _try(request, connection)
    return show(request, "sign_in.html", {"form": _form(connection)}, connection=connection)


def _try(request: HttpRequest, connection: Connection) -> HttpResponse:
    form = _form(connection, request.POST)
    if not form.is_valid():
        return _again(request, connection, form)
    now = system_clock()
    guess = attempt("sign-in", visitor_of(request), str(connection.pk), now)
    if guess.wait:
        return _later(request, connection, form, guess.wait)
    username, code1, code2 = (form.cleaned_data[name] for name in CODES)
    who = person(request)
    answer = actions.sign_in(connection, username, code1, code2, now, who, form.bearer)
    if answer.ok:
        guess.right()
        return redirect("link:signed_in", connection.pk)
    if answer.field in form.fields and (wait := guess.wrong()):
        return _later(request, connection, form, wait)
    _explain(form, answer)
    return _again(request, connection, form)


def _form(connection: Connection, typed: QueryDict | None = None) -> SignInForm:
    return SignInForm(typed, bearer_is_kept=bool(connection.bearer_token))


def _again(
    request: HttpRequest, connection: Connection, form: SignInForm, status: int = 422
) -> HttpResponse:
    return show(request, "sign_in.html", {"form": form}, connection=connection, status=status)


def _later(
    request: HttpRequest, connection: Connection, form: SignInForm, wait: timedelta
) -> HttpResponse:
    form.add_error(None, too_many.sentence(wait))
    return too_many.told(_again(request, connection, form, too_many.STATUS), wait)


def _explain(form: SignInForm, answer: SignIn) -> None:
    """Put the reason beside the field that was refused, or on top when none was."""
    form.add_error(answer.field if answer.field in form.fields else None, of_sign_in(answer))


@acts(Act.CONNECT)
@require_GET
@login_required
def signed_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it worked; OK goes on to the settings."""
    connection = find(request, pk)
    if not connection.signed_in_at:
        return redirect("link:sign_in", pk)
    return show(request, "signed_in.html", connection=connection)
