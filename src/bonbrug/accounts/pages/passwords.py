"""Changing the own password, choosing a first one, and a new one for who forgot it."""

from typing import Any

from allauth.account import views
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse_lazy
from django.utils.translation import get_language

from bonbrug.accounts import account_mails
from bonbrug.accounts.pages import too_many
from bonbrug.accounts.pages.counted_guess import CountedGuess
from bonbrug.accounts.rate_limiter import Attempt, attempt, visitor_of
from bonbrug.accounts.sign_in import forms, mail_texts
from bonbrug.values.clock import system_clock


class ChangePage(CountedGuess, views.PasswordChangeView):
    """The old password and a new one; other sessions end."""

    template_name = "accounts/password_change.html"
    form_class = forms.ChangePasswordForm
    success_url = reverse_lazy("account")

    def begin(self) -> Attempt:
        who = self.request.user.get_username()
        return attempt("password", visitor_of(self.request), who, system_clock())

    def is_guess(self, form: Form) -> bool:
        return form.has_error("oldpassword") and bool(form.data.get("oldpassword"))


class ChoosePage(views.PasswordSetView):
    """A first password, for somebody who came in by a link."""

    template_name = "accounts/password_choose.html"
    form_class = forms.SetPasswordForm
    success_url = reverse_lazy("account")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask first who it is: what was typed would else wait in the session, in the clear."""
        late = is_reauthentication_required(request, app="allauth.account")
        if request.method == "POST" and request.user.is_authenticated and late:
            return HttpResponseRedirect(request.path)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


class ForgottenPage(views.PasswordResetView):
    """Asks for the address; the answer does not tell whether it is known."""

    template_name = "accounts/password_forgotten.html"
    form_class = forms.ForgottenForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "can_send": account_mails.can_send()}

    def form_valid(self, form: Form) -> HttpResponse:
        """Write it down, each time as much work; every question counts as a guess."""
        address, now = str(form.cleaned_data["email"]), system_clock()
        wait = attempt("forgotten", visitor_of(self.request), address, now).wrong()
        if wait:
            return too_many.page(self.request, wait)
        if account_mails.can_send():
            account_mails.ask(mail_texts.RESET, address, get_language() or "nl", now)
        words = {**self.get_context_data(form=form), "asked": True}
        answer: HttpResponse = self.render_to_response(words)
        return answer


class NewPage(views.PasswordResetFromKeyView):
    """What the link in the mail leads to; it works once, because the password changes."""

    template_name = "accounts/password_new.html"
    form_class = forms.NewPasswordForm
    success_url = reverse_lazy("account_login")
    reset_user: object

    def dispatch(
        self, request: HttpRequest, uidb36: str, key: str, **kwargs: Any
    ) -> HttpResponseBase:
        """Look at the key only when this visitor may try one."""
        guess = attempt("new password", visitor_of(request), "", system_clock())
        if guess.wait:
            return too_many.page(request, guess.wait)
        self.reset_user = uidb36  # None when the key turns out to be wrong
        answer: HttpResponseBase = super().dispatch(request, uidb36, key, **kwargs)
        if self.reset_user is None:
            guess.wrong()
            answer.status_code = 410
        return answer
