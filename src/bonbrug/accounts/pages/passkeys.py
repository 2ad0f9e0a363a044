"""Passkeys: as the second step, and for logging in without a password."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import views
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse_lazy

from bonbrug.accounts.pages import too_many
from bonbrug.accounts.rate_limiter import Attempt, attempt, visitor_of
from bonbrug.accounts.sign_in import factor_forms
from bonbrug.accounts.sign_in.second_factor import forget_unused_secrets
from bonbrug.accounts.trusted_browsers import end_trust
from bonbrug.values.clock import system_clock


class LoginPage(views.LoginWebAuthnView):
    """What the button on the page for logging in asks, and what it sends."""

    http_method_names = ["get", "post"]
    attempt: Attempt

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give the script of the page what the passkey must sign."""
        del request, args, kwargs
        return JsonResponse({"request_options": auth.begin_authentication(user=None)})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.attempt = attempt("passkey", visitor_of(request), "", system_clock())
        if self.attempt.wait:
            return too_many.page(request, self.attempt.wait)
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def form_invalid(self, form: Form) -> HttpResponse:
        self.attempt.wrong()
        answer: HttpResponse = super().form_invalid(form)
        return answer


class AddPage(views.AddWebAuthnView):
    """A name for it, and then the browser asks for the finger, the face or the key."""

    template_name = "accounts/passkey_add.html"
    form_class = factor_forms.AddPasskeyForm


class RemovePage(views.RemoveWebAuthnView):
    """A passkey that lets nobody in any more."""

    template_name = "accounts/passkey_remove.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Form) -> HttpResponse:
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.object):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return HttpResponseRedirect(str(self.success_url))
        answer: HttpResponse = super().form_valid(form)
        forget_unused_secrets(self.request.user)
        end_trust(self.request.user)
        return answer


class AskAgainPage(views.ReauthenticateWebAuthnView):
    """The passkey once more, before something is changed that lets people in."""

    template_name = "accounts/passkey_again.html"
