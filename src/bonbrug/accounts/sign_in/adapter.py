"""Signing in with a password: our words, and who counts as confirmed."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bonbrug.accounts import account_mails
from bonbrug.accounts.actions import confirm_address
from bonbrug.accounts.models import User
from bonbrug.accounts.sign_in import mail_texts
from bonbrug.accounts.sign_in.links import came_by_link_just_now
from bonbrug.accounts.trusted_browsers import end_trust
from bonbrug.values.clock import system_clock

# What may be said after an action; the package would say more, in words of its own.
TOLD = {
    "account/messages/password_changed.txt": _("Your password was changed."),
    "account/messages/password_set.txt": _("Your password is set."),
    "mfa/messages/webauthn_added.txt": _("The passkey lets you in from now on."),
    "mfa/messages/webauthn_removed.txt": _("The passkey lets you in no more."),
    "mfa/messages/totp_activated.txt": _("Your app makes codes for Bonbrug from now on."),
    "mfa/messages/totp_deactivated.txt": _("Your app makes no codes for Bonbrug any more."),
}
WAYS = {
    "reauthenticate": _("With your password"),
    "mfa_reauthenticate:webauthn": _("With a passkey"),
    "mfa_reauthenticate": _("With a code of your app, or a recovery code"),
}
SECOND_STEP = "bonbrug.accounts.sign_in.stages.SecondStep"
# What its person hears of by mail, and in which words.
TOLD_BY_MAIL = {
    **{
        f"account/email/password_{what}": mail_texts.PASSWORD_CHANGED
        for what in ("changed", "set", "reset")
    },
    "mfa/email/totp_activated": mail_texts.SECOND_STEP,
    "mfa/email/totp_deactivated": mail_texts.SECOND_STEP,
    "mfa/email/webauthn_added": mail_texts.SECOND_STEP,
    "mfa/email/webauthn_removed": mail_texts.SECOND_STEP,
    "mfa/email/recovery_codes_generated": mail_texts.SECOND_STEP,
}


class AccountAdapter(DefaultAccountAdapter):
    """Nobody registers here: who made a person vouches for the address."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail address and password do not belong together."),
        "account_inactive": _("This account is switched off."),
        "enter_current_password": _("This is not your password of now."),
        "incorrect_password": _("This is not your password."),
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

    def is_reauthentication_required(self, *, app: str, **given: Any) -> bool:
        """Somebody who came in by a link a moment ago has shown enough."""
        del app, given
        return not came_by_link_just_now(self.request)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Where nothing can be asked, a page says how to come in anew."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if not found:
            return [{"id": "nothing", "description": "", "url": reverse("nothing_to_ask")}]
        return [{**way, "description": WAYS[way["id"]]} for way in found]

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell by mail of a changed password or second step, so that its owner hears of it."""
        del context, email
        kind = TOLD_BY_MAIL.get(template_prefix)
        if kind and account_mails.can_send():
            account_mails.ask(kind, user.email, get_language() or "nl", system_clock())

    def get_login_stages(self) -> list[str]:
        """Ask the second step in our way, which knows the browsers that somebody trusts."""
        asked: list[str] = super().get_login_stages()
        return [
            SECOND_STEP if one == "allauth.mfa.stages.AuthenticateStage" else one for one in asked
        ]

    def set_password(self, user: User, password: str) -> None:
        """With a new password no browser is trusted any more."""
        super().set_password(user, password)
        end_trust(user)

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
