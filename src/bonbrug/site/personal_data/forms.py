"""What is asked on the pages about personal data."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bonbrug.accounts.models import Organisation
from bonbrug.site.personal_data.words import WHOSE
from bonbrug.ui.forms import UiForm
from bonbrug.values.personal_data import Person, Whose
from bonbrug.values.quantity import folded


class PersonForm(UiForm):
    """Who it is about, by what the firm knows them by."""

    organisation = forms.ModelChoiceField(
        label=_("Firm"), queryset=Organisation.objects.none(), empty_label=None
    )
    whose = forms.ChoiceField(label=_("Who is it?"), choices=list(WHOSE.items()))
    key = forms.CharField(label=_("Number or e-mail address"), max_length=255)

    def __init__(self, own: QuerySet[Organisation], data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["organisation"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = own

    @property
    def person(self) -> Person:
        return Person(Whose(self.cleaned_data["whose"]), self.cleaned_data["key"])


class ConfirmForm(UiForm):
    """The number of the customer once more, so that nobody is erased by a slip."""

    confirm = forms.CharField(label=_("Type the customer number once more"), max_length=255)

    def __init__(self, code: str, data: Any = None) -> None:
        self.code = code
        super().__init__(data)

    def clean_confirm(self) -> str:
        typed = str(self.cleaned_data["confirm"])
        if folded(typed) != folded(self.code):
            raise forms.ValidationError(_("This is not the number of this customer."))
        return typed
