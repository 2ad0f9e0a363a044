"""Verrekenen: settle what a relation pays against what the relation gets back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.accounts.acts import Act
from bonbrug.books.actions.offset_items import offset_items
from bonbrug.books.models import Administration, Offset, OpenItem
from bonbrug.books.pages.navigation import BOOKKEEPING, address, in_books, show
from bonbrug.books.pages.sections import attempt
from bonbrug.ui import query_parameters
from bonbrug.ui.forms import AmountField, DayField, UiForm
from bonbrug.ui.templatetags.ui import day, euro
from bonbrug.values.clock import accounting_day, system_clock


@dataclass(frozen=True, slots=True)
class Settled:
    """What an open item was offset against, as its page shows it."""

    amount: Decimal
    date: date
    entry: int
    number: str
    invoice: int | None


PLACES = {
    "payment_is_nothing": "amount",
    "offset_too_much": "amount",
    "offset_too_early": "date",
}


class OffsetForm(UiForm):
    """Which two, how much of them, and on which day."""

    claim = forms.ChoiceField(label=gettext_lazy("The relation pays"), widget=forms.RadioSelect)
    credit = forms.ChoiceField(
        label=gettext_lazy("The relation gets back"), widget=forms.RadioSelect
    )
    amount = AmountField(
        label=gettext_lazy("Amount"),
        required=False,
        help_text=gettext_lazy("Leave it empty to offset as much as both have open."),
    )
    date = DayField(label=gettext_lazy("Date"))

    def __init__(self, items: Sequence[OpenItem], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {str(item.pk): item for item in items}
        for name, side in _sides(items).items():
            self.offer(name, ((str(one.pk), _words(one)) for one in side))

    @property
    def possible(self) -> bool:
        """Tell whether there is something on both sides."""
        fields = self.fields["claim"], self.fields["credit"]
        return all(field.choices for field in fields if isinstance(field, forms.ChoiceField))

    def picked(self, name: str) -> OpenItem:
        return self.items[self.cleaned_data[name]]


def _sides(items: Iterable[OpenItem]) -> dict[str, list[OpenItem]]:
    """Divide open items into what the relation pays and what it gets back."""
    known = list(items)
    return {
        "claim": [one for one in known if one.claim > 0],
        "credit": [one for one in known if one.claim < 0],
    }


def _words(item: OpenItem) -> str:
    facts = {"number": item.number, "date": day(item.date), "amount": euro(abs(item.claim))}
    if item.owed_by_us:
        return _("%(number)s of %(date)s, invoice of the supplier: %(amount)s") % facts
    return _("%(number)s of %(date)s: %(amount)s") % facts


def offsets_of(item: OpenItem) -> list[Settled]:
    """Return what an open item was offset against, the oldest first."""
    of_item = Offset.objects.filter(Q(claim=item) | Q(credit=item))
    return [
        Settled(each.amount, each.date, each.entry_id, other.number, other.invoice_id)
        for each in of_item.select_related("claim", "credit")
        for other in (each.claim, each.credit)
        if other.pk != item.pk
    ]


@in_books("GET", "POST", read=Act.BOOK)
def offset(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Offset two open items of one relation."""
    relation = get_object_or_404(administration.relations, pk=pk)
    items = list(relation.open_items.still_open().select_related("relation"))
    form = OffsetForm(items, request.POST or None, initial=_first(request, items))
    if form.is_valid() and (made := attempt(form, lambda: _make(form), PLACES)):
        facts = {"amount": euro(made.amount), "one": made.claim.number, "two": made.credit.number}
        messages.success(request, _("%(amount)s of %(one)s was offset against %(two)s.") % facts)
        return HttpResponseRedirect(address("open_items", administration))
    return show(
        request,
        administration,
        "offset.html",
        heading=_("Offset open items of %(relation)s") % {"relation": relation},
        trail=(*BOOKKEEPING, _("Open items")),
        form=form,
        back=address("open_items", administration),
    )


def _make(form: OffsetForm) -> Offset:
    said = form.cleaned_data
    return offset_items(form.picked("claim"), form.picked("credit"), said["amount"], said["date"])


def _first(request: HttpRequest, items: Sequence[OpenItem]) -> dict[str, object]:
    """Choose the item that the person came from, and the other one when there is only one."""
    came_from = query_parameters.text(request, "post")
    chosen: dict[str, object] = {"date": accounting_day(system_clock())}
    for name, side in _sides(items).items():
        keys = [str(one.pk) for one in side]
        if came_from in keys or len(keys) == 1:
            chosen[name] = came_from if came_from in keys else keys[0]
    return chosen
