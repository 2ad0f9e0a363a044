"""The forms of signing in: those of django-allauth, with our labels and the look of our fields."""

from typing import Any

from allauth.account import forms as account
from django import forms
from django.utils.translation import gettext_lazy as _


def dress(form: forms.Form) -> None:
    """Give the fields our look; what stands in grey inside a field is not read by everybody."""
    form.label_suffix = ""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        if not isinstance(field.widget, forms.HiddenInput | forms.CheckboxInput):
            field.widget.attrs["class"] = "form-control"


class LoginForm(account.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autofocus": True}
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        dress(self)

    def add_prefix(self, field_name: str) -> str:
        """Keep the name that the browsers of people know."""
        name: str = super().add_prefix("username" if field_name == "login" else field_name)
        return name


class TypedTwice(forms.Form):
    """Refuses two passwords that differ, in our words."""

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = forms.Form.clean(self) or {}
        both = [typed.get(name) for name in ("password1", "password2")]
        if all(both) and both[0] != both[1]:
            self.add_error("password2", _("These two are not the same. Type the new one again."))
        return typed


class ChangePasswordForm(TypedTwice, account.ChangePasswordForm):
    """The old password and a new one, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Password of now")
        self.fields["oldpassword"].help_text = ""
        new_password(self)


class SetPasswordForm(TypedTwice, account.SetPasswordForm):
    """A first password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        new_password(self)


class NewPasswordForm(TypedTwice, account.ResetPasswordKeyForm):
    """A new password in the place of a forgotten one, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        new_password(self)


class ForgottenForm(account.ResetPasswordForm):
    """The address; nobody is looked up here, so that each address takes as long."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].widget.attrs["autocomplete"] = "username"
        dress(self)

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class ReauthenticateForm(account.ReauthenticateForm):
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs["autofocus"] = True
        dress(self)


def new_password(form: forms.Form) -> None:
    """Dress the two fields of a new password, and say what it must be."""
    form.fields["password1"].label = _("New password")
    form.fields["password2"].label = _("New password once more")
    form.fields["password1"].help_text = _(
        "At least 12 characters; longer is better, and any characters will do. No well-known"
        " password, also not with digits behind it, and not your e-mail address."
    )
    dress(form)
