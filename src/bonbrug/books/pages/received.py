"""The day and the account on which money came in, as several forms ask them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from bonbrug.books.models import Administration, Category
from bonbrug.ui.forms import DayField, UiForm


class ReceivedForm(UiForm):
    """When the money came, and on which account."""

    date = DayField(label=gettext_lazy("Date received"))
    account_code = forms.ChoiceField(label=gettext_lazy("Received on"))

    def __init__(self, administration: Administration, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        money = administration.ledger_accounts.filter(category=Category.MONEY)
        self.offer("account_code", ((each.code, str(each)) for each in money))
