"""Logging in with a password, or once with a link."""

from django import forms
from django.contrib.auth import login
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bonbrug.accounts.actions import use_login_link
from bonbrug.accounts.limits import NONE
from bonbrug.accounts.models import User
from bonbrug.accounts.pages import too_many
from bonbrug.accounts.rate_limiter import Attempt, attempt, visitor_of
from bonbrug.accounts.security import sign_ins
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
    attempt: Attempt

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Look at a password only when this visitor may try one."""
        self.attempt = self._attempt()
        if self.attempt.wait:
            return too_many.page(request, self.attempt.wait)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        self.attempt.right()
        answer = super().form_valid(form)
        sign_ins.signed_in(form.get_user(), "password", self.attempt.now)
        return answer

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        tried = form.has_error(NON_FIELD_ERRORS)
        wait = self.attempt.wrong() if tried else NONE
        if tried and not wait:
            limited = bool(self._attempt().wait)
            sign_ins.failed(self._who(), "password", self.attempt.now, limited=limited)
        return too_many.page(self.request, wait) if wait else super().form_invalid(form)

    def _who(self) -> str:
        return self.request.POST.get("username", "").strip().lower()

    def _attempt(self) -> Attempt:
        return attempt("password", visitor_of(self.request), self._who(), system_clock())


class LeavePage(LogoutView):
    """Logging out; the browser forgets what was kept in it for this person."""

    next_page = "login"

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if isinstance(request.user, User):
            sign_ins.signed_out(request.user, system_clock())
        answer: HttpResponse = super().post(request, *args, **kwargs)
        answer.headers[FORGET] = KEPT_HERE
        return answer


@never_cache
@require_http_methods(["GET", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for one press (a link that is only looked at changes nothing), then log in."""
    if request.method != "POST":
        return render(request, "accounts/by_link.html")
    now = system_clock()
    guess = attempt("login link", visitor_of(request), "", now)
    if guess.wait:
        return too_many.page(request, guess.wait)
    user = use_login_link(token, now)
    if user is None:
        if not guess.wrong():
            sign_ins.failed("", "link", now, limited=False)
        return render(request, "accounts/by_link.html", {"used": True}, status=410)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponseRedirect("/")
