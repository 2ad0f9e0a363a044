"""The forms of the second step, with our labels and the look of our fields."""

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from bonbrug.accounts.sign_in.forms import dress
from bonbrug.accounts.sign_in.second_factor import right_factor


class AuthenticateForm(base.AuthenticateForm):
    """A code of the app, or a recovery code; each is right once."""

    offers_trust = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
        self.fields["code"].help_text = _(
            "Six digits from the app on your phone, or one of your recovery codes."
        )
        if self.offers_trust:
            words = _("Trust this browser for 30 days: ask no second step here")
            self.fields["trust"] = forms.BooleanField(label=words, required=False)
            self.fields["trust"].widget.attrs["class"] = "form-check-input"
        code_field(self)

    def clean_code(self) -> str:
        code = typed(self)
        factor = right_factor(self.user, code)
        if factor is None:
            raise get_adapter().validation_error("incorrect_code")
        factor.user = self.user
        self.authenticator = factor
        return code


class ReauthenticateForm(AuthenticateForm):
    """The same, before something is changed."""

    offers_trust = False

    def save(self) -> None:
        post_authentication(context.request, self.authenticator, reauthenticated=True)


class ActivateForm(totp.ActivateTOTPForm):
    """The first code of an app, which shows that it was set up well."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code that the app shows")
        code_field(self)


def code_field(form: forms.Form) -> None:
    """Let a telephone offer digits, and a browser the code that came in."""
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
    form.fields["code"].widget.attrs |= attributes
    dress(form)


def typed(form: forms.Form) -> str:
    """Return a code without the spaces that an app shows in it."""
    return "".join(str(form.cleaned_data["code"]).split())


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    """What to call a passkey, and whether it is enough alone."""

    passwordless = forms.BooleanField(
        label=_("Log in with this alone, without a password"),
        required=False,
        help_text=_("The device then asks your finger, your face or its own code."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": _("Passkey"), "passwordless": True}
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What do you call it?")
        self.fields["name"].widget.attrs["maxlength"] = 60
        self.fields["passwordless"].widget.attrs["class"] = "form-check-input"
        dress(self)

    def clean_name(self) -> str:
        return str(self.cleaned_data["name"])[:60] or str(_("Passkey"))
