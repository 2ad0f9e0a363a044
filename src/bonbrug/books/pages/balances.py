"""Boekhouden > Overzichten > Saldi: what stands on each ledger account."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.books.models import Administration
from bonbrug.books.pages.navigation import BALANCES, BOOKKEEPING, in_books, show
from bonbrug.ui import query_parameters
from bonbrug.ui.forms import DayField, UiForm
from bonbrug.values.money import total


class PeriodForm(UiForm):
    """From and until when, and of which cost centre; everything may stay empty."""

    first = DayField(label=gettext_lazy("From"), required=False)
    last = DayField(label=gettext_lazy("Up to and including"), required=False)
    centre = forms.ChoiceField(label=gettext_lazy("Cost centre"), required=False)

    def __init__(self, administration: Administration, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(each.pk), str(each)) for each in administration.cost_centres.all()]
        self.offer("centre", [("", _("all")), *known])


@in_books()
def listing(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """Show debit, credit and balance of every account that was booked on."""
    form = PeriodForm(administration, query_parameters.whole(request) or None)
    asked = form.cleaned_data if form.is_valid() else {}
    found = administration.ledger_accounts.with_balance(
        asked.get("first"), asked.get("last"), int(asked.get("centre") or 0)
    )
    rows = [each for each in found.order_by("code").values(*SHOWN) if _moved(each)]
    return show(
        request,
        administration,
        "balances.html",
        heading=BALANCES,
        trail=BOOKKEEPING,
        form=form,
        rows=rows,
        narrowed=bool(query_parameters.whole(request)),
        debit=total(each["debit"] for each in rows),
        credit=total(each["credit"] for each in rows),
    )


SHOWN = ("code", "name", "debit", "credit", "balance")


def _moved(row: dict[str, Any]) -> bool:
    return bool(row["debit"] or row["credit"])
