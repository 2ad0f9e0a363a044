"""The forms of signing in: those of django-allauth, with our labels and the look of our fields."""

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

    def __init__(self, *args: object, **kwargs: object) -> None:
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
