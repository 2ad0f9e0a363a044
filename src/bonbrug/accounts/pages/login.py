"""Logging in with a password, or once with a link."""

from allauth.account.views import LoginView
from django.contrib.auth.views import LogoutView
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bonbrug.accounts.actions import use_login_link
from bonbrug.accounts.acts import Act
from bonbrug.accounts.models import User
from bonbrug.accounts.pages import too_many
from bonbrug.accounts.pages.counted_guess import ForgivenGuess
from bonbrug.accounts.rate_limiter import Attempt, attempt, visitor_of
from bonbrug.accounts.routes import acts
from bonbrug.accounts.security import sign_ins
from bonbrug.accounts.sign_in import links
from bonbrug.accounts.sign_in.forms import LoginForm
from bonbrug.values.clock import system_clock


class LoginPage(ForgivenGuess, LoginView):
    """The page with the two fields."""

    template_name = "accounts/login.html"
    form_class = LoginForm

    def begin(self) -> Attempt:
        return attempt("password", visitor_of(self.request), self._who(), system_clock())

    def is_guess(self, form: Form) -> bool:
        """Without an address and a password nothing was tried."""
        return form.has_error(NON_FIELD_ERRORS)

    def guessed_wrong(self) -> None:
        limited = bool(self.begin().wait)
        sign_ins.failed(self._who(), "password", self.attempt.now, limited=limited)

    def _who(self) -> str:
        return str(self.request.POST.get("username", "")).strip().lower()


class LeavePage(LogoutView):
    """Logging out; the script of drafts forgets what was kept in the browser for this person.

    No header that empties the whole browser: a tablet that is linked in it may hold work.
    """

    next_page = "login"

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if isinstance(request.user, User):
            sign_ins.signed_out(request.user, system_clock())
        return super().post(request, *args, **kwargs)


@acts(Act.COME_IN)
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
    links.log_in(request, user)
    return HttpResponseRedirect("/")
