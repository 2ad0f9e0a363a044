"""Asking once more who somebody is, before something is changed that lets people in."""

from allauth.account import views
from django.forms import Form

from bonbrug.accounts.pages.counted_guess import ForgivenGuess
from bonbrug.accounts.rate_limiter import Attempt, attempt, visitor_of
from bonbrug.accounts.sign_in.forms import ReauthenticateForm
from bonbrug.values.clock import system_clock


class PasswordPage(ForgivenGuess, views.ReauthenticateView):
    """The password once more; counted as a guess like at the log-in."""

    template_name = "accounts/reauthenticate.html"
    form_class = ReauthenticateForm

    def begin(self) -> Attempt:
        who = self.request.user.get_username()
        return attempt("password", visitor_of(self.request), who, system_clock())

    def is_guess(self, form: Form) -> bool:
        return bool(form.data.get("password"))
