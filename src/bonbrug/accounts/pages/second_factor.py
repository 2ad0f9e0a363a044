"""The second step: setting it up, showing it, and asking for it."""

from typing import Any

from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bonbrug.accounts.models import User
from bonbrug.accounts.pages.counted_guess import ForgivenGuess
from bonbrug.accounts.rate_limiter import Attempt, attempt, visitor_of
from bonbrug.accounts.security import sign_ins
from bonbrug.accounts.sign_in import factor_forms
from bonbrug.accounts.sign_in.second_factor import forget_unused_secrets
from bonbrug.accounts.trusted_browsers import end_trust, trust, trusted
from bonbrug.values.clock import system_clock


def code_attempt(request: HttpRequest, user: User) -> Attempt:
    """Look whether a code may be tried: six digits are few, so all visitors count together.

    Only who has the password comes here; with another password the counting begins anew, so its
    owner is not kept out by somebody who guesses.
    """
    subject = f"{user.pk} {user.password}"
    return attempt("code", visitor_of(request), subject, system_clock(), together=True)


class AskPage(ForgivenGuess, base.AuthenticateView):
    """The second step of logging in: a code of the app, or a recovery code."""

    template_name = "accounts/second_step.html"
    form_class = factor_forms.AuthenticateForm

    def begin(self) -> Attempt:
        return code_attempt(self.request, self.stage.login.user)

    def form_valid(self, form: Form) -> HttpResponse:
        answer = super().form_valid(form)
        if form.cleaned_data.get("trust"):
            trust(self.request, self.stage.login.user, answer, system_clock())
        return answer

    def guessed_wrong(self) -> None:
        sign_ins.failed(self.stage.login.user.username, "code", self.attempt.now, limited=False)


class AskAgainPage(ForgivenGuess, base.ReauthenticateView):
    """A code once more, before something is changed that lets people in."""

    template_name = "accounts/reauthenticate.html"
    form_class = factor_forms.ReauthenticateForm

    def begin(self) -> Attempt:
        return code_attempt(self.request, authenticated_user(self.request))


class OverviewPage(base.IndexView):
    """What this person has as a second step."""

    template_name = "accounts/second_steps.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        browsers = trusted(authenticated_user(self.request), system_clock())
        return {**super().get_context_data(**kwargs), "browsers": browsers}


@require_POST
@login_required
def trust_none(request: HttpRequest) -> HttpResponse:
    """Ask a second step in every browser again."""
    end_trust(authenticated_user(request))
    messages.success(request, _("No browser is trusted any more."))
    return redirect("mfa_index")


class AddAppPage(totp.ActivateTOTPView):
    """An app that makes codes: a picture to scan, and the first code to show that it works."""

    template_name = "accounts/app_add.html"
    form_class = factor_forms.ActivateForm


class RemoveAppPage(totp.DeactivateTOTPView):
    """The app makes no codes any more."""

    template_name = "accounts/app_remove.html"

    def form_valid(self, form: Form) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        forget_unused_secrets(self.request.user)
        end_trust(self.request.user)
        return answer


class RecoveryCodesPage(recovery.ViewRecoveryCodesView):
    """The recovery codes, shown once."""

    template_name = "accounts/recovery_codes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        codes = found["unused_codes"] if found["can_view_codes"] else []
        return {**found, "codes": codes, "left": len(found["unused_codes"])}


class NewRecoveryCodesPage(recovery.GenerateRecoveryCodesView):
    """New recovery codes; those of before work no more."""

    template_name = "accounts/recovery_codes_new.html"

    def form_valid(self, form: Form) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        forget_unused_secrets(self.request.user)
        return answer
