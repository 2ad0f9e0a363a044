"""Logging in with a password, or once with a link."""

from django import forms
from django.contrib.auth import login
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bonbrug.accounts.actions import use_login_link
from bonbrug.ui.drafts import FORGET, KEPT_HERE
from bonbrug.values.clock import system_clock


class LoginForm(AuthenticationForm):
    """E-mail address and password."""

    error_messages = {
        "invalid_login": _("This e-mail address and password do not belong together."),
        "inactive": _("This account is switched off."),
    }

    def __init__(self, request: HttpRequest | None = None, **kwargs: object) -> None:
        super().__init__(request, **kwargs)
        self.fields["username"].label = _("E-mail address")
        self.fields["username"].widget = forms.EmailInput(
            attrs={"class": "form-control", "autocomplete": "username", "autofocus": True}
        )
        self.fields["password"].widget.attrs["class"] = "form-control"

    def clean_username(self) -> str:
        """Addresses are kept in lower case."""
        return str(self.cleaned_data["username"]).lower()


class LoginPage(LoginView):
    """The page with the two fields."""

    template_name = "accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True


class LeavePage(LogoutView):
    """Logging out; the browser forgets what was kept in it for this person."""

    next_page = "login"

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        answer: HttpResponse = super().post(request, *args, **kwargs)
        answer.headers[FORGET] = KEPT_HERE
        return answer


@never_cache
@require_http_methods(["GET", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for one press (a link that is only looked at changes nothing), then log in."""
    if request.method != "POST":
        return render(request, "accounts/by_link.html")
    user = use_login_link(token, system_clock())
    if user is None:
        return render(request, "accounts/by_link.html", {"used": True}, status=410)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponseRedirect("/")
