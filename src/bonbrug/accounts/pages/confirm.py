"""Asking once more for the password, before codes or money settings change."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bonbrug.accounts.acts import Act
from bonbrug.accounts.fresh import BACK, confirmed
from bonbrug.accounts.models import User
from bonbrug.accounts.pages import too_many
from bonbrug.accounts.rate_limiter import attempt, visitor_of
from bonbrug.accounts.routes import acts
from bonbrug.ui import query_parameters
from bonbrug.ui.forms import UiForm
from bonbrug.values.clock import system_clock


class PasswordForm(UiForm):
    """The password of who is signed in."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput(
            attrs={"class": "form-control", "autocomplete": "current-password", "autofocus": True}
        ),
    )


@acts(Act.START)
@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask, and go on to where the person came from."""
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, form)
    now = system_clock()
    guess = attempt("password", visitor_of(request), request.user.get_username(), now)
    if guess.wait:
        return too_many.page(request, guess.wait)
    if request.user.check_password(form.cleaned_data["password"]):
        guess.right()
        confirmed(request, now)
        return HttpResponseRedirect(_back(request))
    form.add_error("password", _("This is not your password."))
    wait = guess.wrong()
    return too_many.page(request, wait) if wait else _page(request, form)


def _page(request: HttpRequest, form: PasswordForm) -> HttpResponse:
    known = isinstance(request.user, User) and request.user.has_usable_password()
    context = {"form": form, "can": known}
    status = 422 if form.is_bound else 200
    return render(request, "accounts/confirm.html", context, status=status)


def _back(request: HttpRequest) -> str:
    """Return where to go on; never to another site."""
    back = query_parameters.text(request, BACK)
    return back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "/"
