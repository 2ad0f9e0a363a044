"""Signing in with a password: our words, and who counts as confirmed."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bonbrug.accounts.actions import confirm_address
from bonbrug.accounts.models import User

# What may be said after an action; the package would say more, in words of its own.
TOLD = {
    "account/messages/password_changed.txt": _("Your password was changed."),
}


class AccountAdapter(DefaultAccountAdapter):
    """Nobody registers here: who made a person vouches for the address."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail address and password do not belong together."),
        "account_inactive": _("This account is switched off."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        del request
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Pages are answered as pages, whatever a header says."""
        del request
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return what `site/proxies.py` found out."""
        return str(request.META.get("REMOTE_ADDR", ""))

    def pre_login(self, request: HttpRequest, user: User, **given: Any) -> HttpResponse | None:
        """An address that an operator gave somebody was confirmed by that operator."""
        confirm_address(user)
        answer: HttpResponse | None = super().pre_login(request, user, **given)
        return answer

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        del user
        messages.error(request, self.error_messages["account_inactive"])
        return HttpResponseRedirect(reverse("account_login"))

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say only what we have words for."""
        del message_context
        text = message or TOLD.get(message_template or "")
        if text:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)
