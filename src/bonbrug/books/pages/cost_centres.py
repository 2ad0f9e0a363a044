"""Beheer > Kostenplaatsen: what amounts are counted for besides their ledger account."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.accounts.acts import Act
from bonbrug.books.actions.keep_cost_centre import (
    add_cost_centre,
    change_cost_centre,
    delete_cost_centre,
)
from bonbrug.books.models import Administration, CostCentre
from bonbrug.books.pages.navigation import COST_CENTRES, TEMPLATES, address, in_books, show
from bonbrug.books.pages.removing import ask_and_remove
from bonbrug.books.pages.sections import attempt
from bonbrug.ui.forms import UiForm
from bonbrug.ui.tables import Column, Table

TRAIL = (TEMPLATES[0],)
PLACES = {
    "cost_centre_missing": "description",
    "cost_centre_taken": "description",
    "cost_centre_in_itself": "parent",
}
COLUMNS: tuple[Column[CostCentre], ...] = (
    Column(gettext_lazy("Description"), lambda row: row.description, "description"),
    Column(gettext_lazy("Falls under"), lambda row: row.parent or "–", "parent__description"),
    Column(gettext_lazy("Number for programs"), lambda row: row.pk, "pk", "number"),
)


class CostCentreForm(UiForm):
    """Its name, and the one that it falls under."""

    description = forms.CharField(label=gettext_lazy("Description"), max_length=100)
    parent = forms.ChoiceField(label=gettext_lazy("Falls under"), required=False)

    def __init__(
        self, administration: Administration, centre: CostCentre | None, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        others = administration.cost_centres.all()
        if centre:
            others = others.exclude(pk=centre.pk)
        self.offer("parent", [("", "–"), *((str(each.pk), str(each)) for each in others)])


@in_books()
def listing(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """List the cost centres."""
    table = Table(
        request,
        administration.cost_centres.select_related("parent").order_by("description"),
        COLUMNS,
        search=("description", "parent__description"),
        row_url=lambda row: address("cost_centre", administration, row.pk),
    )
    return show(
        request,
        administration,
        "list.html",
        heading=COST_CENTRES,
        trail=TRAIL,
        table=table,
        add_url=address("cost_centre_add", administration),
        add_label=_("Add cost centre"),
        empty=_(
            "Add a cost centre, such as a department or a vehicle, to see what it costs. Programs "
            "name it in the lines of invoices and bookings."
        ),
    )


@in_books("GET", "POST", read=Act.BOOK)
def add(request: HttpRequest, administration: Administration) -> HttpResponseBase:
    """Add a cost centre."""
    return _edit(request, administration, None)


@in_books("GET", "POST", write=Act.BOOK)
def change(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Change a cost centre."""
    return _edit(request, administration, get_object_or_404(administration.cost_centres, pk=pk))


@in_books("GET", "POST", read=Act.BOOK)
def remove(request: HttpRequest, administration: Administration, pk: int) -> HttpResponseBase:
    """Delete a cost centre after a question."""
    centre = get_object_or_404(administration.cost_centres, pk=pk)
    back = (address("cost_centres", administration), address("cost_centre", administration, pk))
    trail = (*TRAIL, COST_CENTRES)
    return ask_and_remove(
        request, administration, str(centre), lambda: delete_cost_centre(centre), back, trail
    )


def _edit(
    request: HttpRequest, administration: Administration, centre: CostCentre | None
) -> HttpResponseBase:
    known = {"description": centre.description, "parent": centre.parent_id} if centre else {}
    form = CostCentreForm(administration, centre, request.POST or None, initial=known)
    if form.is_valid() and attempt(form, lambda: _keep(administration, centre, form), PLACES):
        name = form.cleaned_data["description"]
        messages.success(request, _("%(name)s was saved.") % {"name": name})
        return HttpResponseRedirect(address("cost_centres", administration))
    return show(
        request,
        administration,
        "form.html",
        heading=str(centre) if centre else _("Add cost centre"),
        trail=(*TRAIL, COST_CENTRES),
        form=form,
        back=address("cost_centres", administration),
        remove_url=address("cost_centre_remove", administration, centre.pk) if centre else "",
    )


def _keep(
    administration: Administration, centre: CostCentre | None, form: CostCentreForm
) -> CostCentre:
    said = form.cleaned_data
    parent = administration.cost_centres.filter(pk=said["parent"] or 0).first()
    if centre:
        return change_cost_centre(centre, said["description"], parent)
    return add_cost_centre(administration, said["description"], parent)
