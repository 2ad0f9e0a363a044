"""Asking once more who somebody is, before something is changed that lets people in."""

from allauth.account import views
from django.forms import Form
from django.http import HttpRequest, HttpResponse

from bonbrug.accounts.limits import NONE
from bonbrug.accounts.pages import too_many
from bonbrug.accounts.rate_limiter import Attempt, attempt, visitor_of
from bonbrug.accounts.sign_in.forms import ReauthenticateForm
from bonbrug.values.clock import system_clock


class PasswordPage(views.ReauthenticateView):
    """The password once more; counted as a guess like at the log-in."""

    template_name = "accounts/reauthenticate.html"
    form_class = ReauthenticateForm
    attempt: Attempt

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        who = request.user.get_username()
        self.attempt = attempt("password", visitor_of(request), who, system_clock())
        if self.attempt.wait:
            return too_many.page(request, self.attempt.wait)
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Form) -> HttpResponse:
        self.attempt.right()
        answer: HttpResponse = super().form_valid(form)
        return answer

    def form_invalid(self, form: Form) -> HttpResponse:
        wait = self.attempt.wrong() if form.data.get("password") else NONE
        if wait:
            return too_many.page(self.request, wait)
        answer: HttpResponse = super().form_invalid(form)
        return answer
